package dev.workbench.environment.copy;

import dev.workbench.error.WorkbenchException;
import java.nio.file.Path;

/**
 * One side of a copy, as it was typed: a local path, {@code ENV:PATH} or {@code ENV@vm:PATH}.
 *
 * <p>An empty {@code ENV} is the most recent environment; a remote path that is not absolute is relative to the user's
 * home. A local path with a colon in its first name can be written {@code ./a:b}.
 */
public sealed interface CopyPath {
    /** The path as the place that it names understands it. */
    String path();

    record Local(String path) implements CopyPath {}

    record InContainer(String environment, String path) implements CopyPath {}

    record OnVm(String environment, String path) implements CopyPath {}

    /** @throws WorkbenchException (exit code 2) for what is neither a path nor a place in an environment */
    static CopyPath parse(String text) {
        var colon = text.indexOf(':');
        if (text.isEmpty()) {
            throw WorkbenchException.badInput("bad_copy_path", "an empty path names nothing to copy");
        }
        if (colon < 0 || text.substring(0, colon).contains("/")) {
            return new Local(text);
        }
        var environment = text.substring(0, colon);
        var path = relativeToHome(text.substring(colon + 1));
        var at = environment.indexOf('@');
        if (at < 0) {
            return new InContainer(environment, path);
        }
        if (!environment.substring(at + 1).equals("vm")) {
            throw WorkbenchException.badInput("bad_copy_path", "no such machine in an environment: '" + text + "'")
                    .hint("write ENV:PATH for the main container, ENV@vm:PATH for the VM, ./" + text
                            + " for a local file");
        }
        return new OnVm(environment.substring(0, at), path);
    }

    private static String relativeToHome(String path) {
        if (path.isEmpty() || path.equals("~")) {
            return ".";
        }
        return path.startsWith("~/") ? "./" + path.substring(2) : path;
    }

    /** Whether the content of a directory is meant rather than the directory: it has no name of its own. */
    default boolean namesContent() {
        var name = lastName();
        return name.isEmpty() || name.equals(".") || name.equals("..");
    }

    /** The last name of the path, however many slashes follow it. */
    default String lastName() {
        var last = Path.of(path()).getFileName();
        return last == null || path().endsWith("/.") ? "" : last.toString();
    }
}
