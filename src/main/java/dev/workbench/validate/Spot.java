package dev.workbench.validate;

import dev.workbench.family.document.Place;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A place in a file.
 *
 * @param line counted from 1; 0 for the whole file
 * @param column counted from 1; 0 for the whole line
 */
public record Spot(Path file, int line, int column) {
    private static final Pattern WRITTEN = Pattern.compile("(/.*?)(?::(\\d+)(?::(\\d+))?)?");

    public static Spot of(Path file) {
        return new Spot(file, 0, 0);
    }

    public static Spot of(Path file, Place place) {
        return new Spot(file, place.line(), place.line() == 0 ? 0 : place.column());
    }

    /** Reads {@code /path:line:column}, as failures have it; what is no absolute path is at {@code fallback}. */
    public static Spot parse(String place, Spot fallback) {
        var found = WRITTEN.matcher(place);
        if (!found.matches()) {
            return fallback;
        }
        return new Spot(Path.of(found.group(1)), number(found.group(2)), number(found.group(3)));
    }

    private static int number(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    /** {@code file:line:column} with the file relative to a directory where it is below it. */
    public String in(Path directory) {
        var shown = file.startsWith(directory) ? directory.relativize(file) : file;
        var path = shown.toString().isEmpty() ? "." : shown.toString();
        return line == 0 ? path : path + ":" + line + (column == 0 ? "" : ":" + column);
    }
}
