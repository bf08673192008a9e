package dev.workbench.engine;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * The address of a call within the API.
 *
 * @param text path and query, ready to be sent
 * @param subject what the call is about, in words that can follow "engine refused"
 */
record Route(String text, String subject) {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final String PLAIN = "-._~/:@";

    /** A route whose segments are put together with slashes between them. */
    static Route of(String subject, String... segments) {
        var text = new StringBuilder();
        for (var segment : segments) {
            text.append('/').append(escaped(segment));
        }
        return new Route(text.toString(), subject);
    }

    Route with(String parameter, String value) {
        char separator = text.indexOf('?') < 0 ? '?' : '&';
        return new Route(text + separator + escaped(parameter) + "=" + escaped(value), subject);
    }

    /** Selects things that carry all the labels. */
    Route labelled(Map<String, String> labels) {
        var filters = Api.JSON.createObjectNode();
        var wanted = filters.putArray("label");
        labels.forEach((key, value) -> wanted.add(value.isEmpty() ? key : key + "=" + value));
        return with("filters", filters.toString());
    }

    Route withAll(String parameter, List<String> values) {
        var route = this;
        for (var value : values) {
            route = route.with(parameter, value);
        }
        return route;
    }

    private static String escaped(String text) {
        var escaped = new StringBuilder();
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            char character = (char) (octet & 0xff);
            if (character < 0x80 && (Character.isLetterOrDigit(character) || PLAIN.indexOf(character) >= 0)) {
                escaped.append(character);
            } else {
                HEX.toHexDigits(escaped.append('%'), octet);
            }
        }
        return escaped.toString();
    }
}
