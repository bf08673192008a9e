package dev.workbench.host;

import java.util.List;

/** One thing that is done to a machine to make it ready. */
public sealed interface Step {
    /** What it does, for people. */
    String title();

    /** The shell commands that a person would type instead. */
    List<String> commands();

    /** Installs packages of the distribution. */
    record Install(List<String> packages) implements Step {
        public Install {
            packages = List.copyOf(packages);
        }

        @Override
        public String title() {
            return "install " + String.join(", ", packages);
        }

        @Override
        public List<String> commands() {
            return List.of(
                    "apt-get update", "apt-get install -y --no-install-recommends " + String.join(" ", packages));
        }
    }

    /** Starts the engine in the first way that makes it answer. */
    record StartEngine(List<Way> ways) implements Step {
        public StartEngine {
            ways = List.copyOf(ways);
        }

        @Override
        public String title() {
            return "start the container engine";
        }

        @Override
        public List<String> commands() {
            return List.of(ways.getFirst().command());
        }
    }

    /** How an engine can be started. */
    enum Way {
        SYSTEMD("systemctl start docker"),
        SERVICE("service docker start"),
        /** As a process of its own, which outlives whoever started it. */
        DAEMON("setsid dockerd");

        private final String command;

        Way(String command) {
            this.command = command;
        }

        String command() {
            return command;
        }
    }
}
