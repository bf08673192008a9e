package dev.workbench.host;

import dev.workbench.error.ExitCode;
import dev.workbench.error.WorkbenchException;
import dev.workbench.progress.LineSink;
import dev.workbench.progress.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** Takes the steps of a repair: the one place that changes the machine. */
public final class Mender {
    private static final Duration ENGINE_PATIENCE = Duration.ofSeconds(60);

    /** After this, the next way to start the engine is tried. */
    private static final Duration WAY_PATIENCE = Duration.ofSeconds(20);

    private static final int LINES_SHOWN = 20;

    /** A daemon outlives the command, so it gets none of its environment but this. */
    private static final List<String> DAEMON_VARIABLES = List.of(
            "HOME",
            "LANG",
            "SSL_CERT_FILE",
            "SSL_CERT_DIR",
            "http_proxy",
            "https_proxy",
            "no_proxy",
            "HTTP_PROXY",
            "HTTPS_PROXY",
            "NO_PROXY");

    private final Path logs;
    private final BooleanSupplier engineAnswers;
    private final Progress progress;

    /** @param logs directory for the log of an engine that is started here */
    public Mender(Path logs, BooleanSupplier engineAnswers, Progress progress) {
        this.logs = logs;
        this.engineAnswers = engineAnswers;
        this.progress = progress;
    }

    /** @throws WorkbenchException (exit code 3) with the end of what the failing program said */
    public void take(Step step) {
        try (var phase = progress.phase(step.title())) {
            switch (step) {
                case Step.Install(var packages) -> install(packages);
                case Step.StartEngine(var ways) -> startEngine(ways);
            }
            phase.done();
        }
    }

    private void install(List<String> packages) {
        var update = run(Stream.concat(apt(), Stream.of("update")).toList());
        if (update.status() != 0) {
            progress.warn("apt-get update ended with " + update.status() + "; installing with what is known");
        }
        var command = Stream.of(apt(), Stream.of("install", "-y", "--no-install-recommends"), packages.stream())
                .flatMap(words -> words)
                .toList();
        var install = run(command);
        if (install.status() != 0) {
            throw WorkbenchException.notReady(
                            "install_failed",
                            String.join(", ", packages) + " could not be installed: apt-get ended with "
                                    + install.status())
                    .details(update.status() == 0 ? install.tail() : update.tail() + "\n" + install.tail())
                    .hint("see that the machine's package mirror can be reached, then: apt-get update");
        }
    }

    private static Stream<String> apt() {
        return Stream.of("apt-get", "-o", "DPkg::Lock::Timeout=300", "-o", "Acquire::Retries=3");
    }

    private void startEngine(List<Step.Way> ways) {
        var deadline = System.nanoTime() + ENGINE_PATIENCE.toNanos();
        var last = ways.getLast();
        Optional<Started> started = Optional.empty();
        for (var way : ways) {
            if (engineAnswers.getAsBoolean()) {
                return; // the package's own installation may have started it
            }
            started = Optional.of(start(way));
            var until = way == last ? deadline : Math.min(deadline, System.nanoTime() + WAY_PATIENCE.toNanos());
            if (awaitEngine(started.get(), until)) {
                return;
            }
        }
        throw WorkbenchException.notReady(
                        "engine_not_started", "the container engine does not answer after '" + last.command() + "'")
                .details(started.map(Started::messages).orElse(""))
                .hint("see " + started.map(each -> each.log().toString()).orElse("its log")
                        + ", mend it, then run again: workbench doctor");
    }

    private boolean awaitEngine(Started started, long until) {
        while (System.nanoTime() < until) {
            if (engineAnswers.getAsBoolean()) {
                return true;
            }
            if (started.hasFailed()) {
                return false;
            }
            pause();
        }
        return false;
    }

    private Started start(Step.Way way) {
        return switch (way) {
            case SYSTEMD, SERVICE -> {
                var ran = run(List.of(way.command().split(" ")));
                yield new Started(Path.of("/var/log/docker.log"), ran.tail(), () -> ran.status() != 0);
            }
            case DAEMON -> daemon();
        };
    }

    private Started daemon() {
        var log = logs.resolve("dockerd.log");
        StalePidFiles.remove(Path.of("/"));
        try {
            Files.createDirectories(logs);
            var builder = new ProcessBuilder("setsid", "dockerd")
                    .directory(Path.of("/").toFile())
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().keySet().retainAll(DAEMON_VARIABLES);
            builder.environment().put("PATH", Survey.SYSTEM_PATH);
            var process = builder.start();
            progress.note("dockerd writes its log to " + log);
            return new Started(log, "", () -> !process.isAlive());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Ran(int status, String tail) {}

    /** Runs a program to its end, its output going to the log. */
    private Ran run(List<String> command) {
        var name = command.getFirst();
        Deque<String> tail = new ArrayDeque<>();
        try {
            var builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectInput(Path.of("/dev/null").toFile());
            builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
            builder.environment().put("NEEDRESTART_MODE", "a");
            builder.environment().merge("PATH", Survey.SYSTEM_PATH, (own, system) -> own + ":" + system);
            var process = builder.start();
            try (var lines = new LineSink(line -> {
                progress.output(name, line);
                tail.add(line);
                if (tail.size() > LINES_SHOWN) {
                    tail.remove();
                }
            })) {
                process.getInputStream().transferTo(lines);
            }
            return new Ran(process.waitFor(), String.join("\n", tail));
        } catch (IOException e) {
            return new Ran(127, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(Duration.ofMillis(200));
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private static WorkbenchException interrupted() {
        Thread.currentThread().interrupt();
        return WorkbenchException.of(ExitCode.INTERRUPTED, "interrupted", "interrupted");
    }

    /** An engine that was told to start. */
    private record Started(Path log, String said, BooleanSupplier failed) {
        boolean hasFailed() {
            return failed.getAsBoolean();
        }

        /** What it said, and the end of its log. */
        String messages() {
            try (var lines = Files.lines(log)) {
                var all = lines.toList();
                var tail = all.subList(Math.max(0, all.size() - LINES_SHOWN), all.size());
                return (said + "\n" + String.join("\n", tail)).strip();
            } catch (IOException | UncheckedIOException e) {
                return said;
            }
        }
    }
}
