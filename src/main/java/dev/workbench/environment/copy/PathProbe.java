package dev.workbench.environment.copy;

import java.util.List;

/** A small shell program that finds out on another machine what is at a path. */
final class PathProbe {
    private static final String PROGRAM = """
            p=$1
            if [ -d "$p" ]; then echo directory; readlink -f -- "$p"
            elif [ -e "$p" ]; then echo file; readlink -f -- "$p"
            elif LC_ALL=C ls -d -- "$p" 2>&1 >/dev/null | grep -q 'Permission denied'; then echo denied
            else
                echo nothing
                d=$(dirname -- "$p")
                [ ! -d "$d" ] || echo "$(readlink -f -- "$d" | sed 's,/*$,,')/$(basename -- "$p")"
            fi
            """;

    private PathProbe() {}

    static List<String> command(String path) {
        return List.of("sh", "-c", PROGRAM, "sh", path);
    }

    static Found parse(String output) {
        var end = output.indexOf('\n');
        var path = output.substring(end + 1).replaceFirst("\n$", "");
        return switch (output.substring(0, Math.max(end, 0))) {
            case "directory" -> new Found(Found.Kind.DIRECTORY, path);
            case "file" -> new Found(Found.Kind.FILE, path);
            case "denied" -> new Found(Found.Kind.DENIED, "");
            case "nothing" -> new Found(Found.Kind.NOTHING, path);
            default -> throw new IllegalStateException("the path probe said: " + output);
        };
    }
}
