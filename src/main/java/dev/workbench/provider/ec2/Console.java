package dev.workbench.provider.ec2;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The serial console of an instance, as the API hands it out. */
final class Console {
    private Console() {}

    /** The last lines of a console in Base64. */
    static String end(String encoded, int lines) {
        var text = new String(Base64.getMimeDecoder().decode(encoded), StandardCharsets.UTF_8)
                .replaceAll("\\r+\\n", "\n")
                .lines()
                .toList();
        return String.join("\n", text.subList(Math.max(0, text.size() - lines), text.size()));
    }
}
