package dev.workbench.container;

import dev.workbench.remote.Window;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A command to run in a container.
 *
 * @param user name or uid, empty for the container's own
 * @param directory working directory, empty for the container's own
 * @param environment added to the container's; never secrets, an engine may keep it
 * @param window the terminal to attach, if any; then standard error is part of standard output
 */
public record Exec(
        List<String> command, String user, String directory, Map<String, String> environment, Optional<Window> window) {
    public static Exec of(String... command) {
        return new Exec(List.of(command), "", "", Map.of(), Optional.empty());
    }

    public Exec as(String name) {
        return new Exec(command, name, directory, environment, window);
    }

    public Exec in(String path) {
        return new Exec(command, user, path, environment, window);
    }

    public Exec with(Map<String, String> variables) {
        return new Exec(command, user, directory, variables, window);
    }

    public Exec on(Window terminal) {
        return new Exec(command, user, directory, environment, Optional.of(terminal));
    }
}
