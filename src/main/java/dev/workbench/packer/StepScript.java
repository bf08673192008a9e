package dev.workbench.packer;

import dev.workbench.family.BuildSources.BuildSource;
import dev.workbench.family.BuildStep;
import dev.workbench.family.content.ContentEntry;
import dev.workbench.image.GuestProxies;
import java.nio.file.Path;

/**
 * The shell script that runs on the VM as the admin user, in the admin user's home.
 *
 * <p>Both kinds stop at the first command that fails, as Packer's inline commands do.
 */
final class StepScript {
    private static final String SHEBANG = "#!/bin/sh -e\n";

    private StepScript() {}

    /** The commands as they are, one after the other, in one shell; behind a proxy they know of it. */
    static String of(BuildStep.Shell step) {
        return SHEBANG + GuestProxies.SOURCE + CommandMarks.script(step.commands());
    }

    /**
     * Unpacks the uploaded tar where the author wants it, by the rules of {@code cp -r}: into a destination that is a
     * directory already, else as the destination. A source with a slash at its end stands for what is in it. Parent
     * directories are made as needed.
     */
    static String of(BuildSource source, StepFiles files) {
        var destination = source.file().destination();
        var head = SHEBANG
                + "from=" + quote(files.remoteData()) + "\n"
                + "to=" + absolute(destination) + "\n"
                + "trap 'rm -f \"$from\"' EXIT\n";
        var name = name(source.file().source());
        if (source.directory()) {
            return head + (name.isEmpty() ? "" : insideExisting(name)) + unpackDirectory();
        }
        // A slash at the end of a file's destination says "directory", whether there is one already or not.
        return head + (destination.endsWith("/") ? inside(name) : insideExisting(name)) + unpackFile(source);
    }

    private static String inside(String name) {
        return "to=$to/" + quote(name) + "\n";
    }

    private static String insideExisting(String name) {
        return "if [ -d \"$to\" ]; then to=$to/" + quote(name) + "; fi\n";
    }

    /** Writes through a symbolic link that is at the destination, as a copy does. */
    private static String unpackFile(BuildSource source) {
        var mode = source.content().entries().getFirst() instanceof ContentEntry.File file ? file.mode() : 0644;
        return """
                mkdir -p -- "${to%%/*}/"
                tar -x -O -f "$from" > "$to"
                chmod %04o -- "$to"
                """.formatted(mode);
    }

    /** What exists already keeps its mode, and a symbolic link to a directory stays one. */
    private static String unpackDirectory() {
        return """
                mkdir -p -- "$to"
                tar -x -p -f "$from" -C "$to" --no-same-owner --no-overwrite-dir --keep-directory-symlink
                """;
    }

    /** The last name of a source; empty when the source stands for its contents. */
    private static String name(String source) {
        if (source.endsWith("/") || source.equals(".") || source.endsWith("/.")) {
            return "";
        }
        var last = Path.of(source).normalize().getFileName();
        return last == null ? "" : last.toString();
    }

    /** The destination as one shell word: as it is, below the home after {@code ~/}, else relative to the home. */
    private static String absolute(String destination) {
        if (destination.startsWith("/")) {
            return quote(destination);
        }
        var relative =
                destination.equals("~") ? "" : destination.startsWith("~/") ? destination.substring(2) : destination;
        return "\"$HOME\"/" + quote(relative);
    }

    /** One shell word that stands for exactly this text. */
    static String quote(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
