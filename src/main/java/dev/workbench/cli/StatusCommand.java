package dev.workbench.cli;

import dev.workbench.console.Console;
import dev.workbench.console.LogFile;
import dev.workbench.console.Narrator;
import dev.workbench.error.ExitCode;
import dev.workbench.error.WorkbenchException;
import dev.workbench.family.document.Reason;
import dev.workbench.home.Home;
import dev.workbench.run.Housekeeping;
import dev.workbench.run.Workbench;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.IntSupplier;
import picocli.CommandLine.Mixin;

/** What all commands share: console, log, the workbench, and how failures are shown. */
abstract class StatusCommand implements Callable<Integer> {
    private static final DateTimeFormatter LOG_NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    @Mixin
    OutputOptions output = new OutputOptions();

    private final Host host;
    private final LogFile log = new LogFile();
    private Optional<Narrator> narrator = Optional.empty();

    StatusCommand(Host host) {
        this.host = host;
    }

    /** Does the command's work and returns the process exit code. */
    abstract int status(Workbench workbench, Console console);

    /** Whether expired environments are removed first; not for commands that only look at files. */
    boolean sweepsFirst() {
        return true;
    }

    /** What standard output is with {@code -o json}. */
    Console.Results jsonResults() {
        return Console.Results.JSON;
    }

    /** Runs something that has the terminal for itself. */
    final int onTerminal(IntSupplier program) {
        try (var _ = narrator.orElseThrow().silence()) {
            return program.getAsInt();
        }
    }

    @Override
    public Integer call() {
        var console = output.console(host, jsonResults());
        var home = Home.of(host.variables());
        try (var told = Narrator.of(console, log, output.screen(host), host.unicode() || !host.terminal())) {
            narrator = Optional.of(told);
            output.logFile.ifPresent(this::copyLogTo);
            var workbench = workbench(home, told);
            if (sweepsFirst()) {
                new Housekeeping(workbench).sweep();
            }
            return status(workbench, console);
        } catch (WorkbenchException e) {
            log.trace(e);
            console.failure(e);
            return e.exit().value();
        } catch (UncheckedIOException e) {
            return e.getCause() instanceof FileSystemException cause
                    ? unusable(cause, e, console)
                    : bug(e, home, console);
        } catch (RuntimeException e) {
            return bug(e, home, console);
        } finally {
            log.close();
        }
    }

    private Workbench workbench(Home home, Narrator narrator) {
        var owner = host.variables().getOrDefault("USER", System.getProperty("user.name")) + "@" + HostName.get();
        return new Workbench(
                home,
                host.variables(),
                host.directory(),
                owner,
                host.version(),
                host.launcher(),
                host.maker().make(home, host.directory(), host.variables(), narrator),
                narrator);
    }

    /** Where this command's log goes from now on, beside the file that the user named. */
    final void logTo(Path file) {
        log.open(file);
    }

    private void copyLogTo(Path file) {
        try {
            log.copyTo(file);
        } catch (WorkbenchException e) {
            throw WorkbenchException.badInput(e.code(), e.message() + ": " + file)
                    .at("--log-file")
                    .causedBy(e);
        }
    }

    final Host host() {
        return host;
    }

    /** A full disk, a read-only directory: nobody's bug, wherever it was noticed. */
    private int unusable(FileSystemException cause, RuntimeException e, Console console) {
        log.trace(e);
        console.failure(
                WorkbenchException.notReady("file_not_usable", "cannot use a file or directory: " + Reason.of(cause))
                        .at(String.valueOf(cause.getFile()))
                        .hint("check the disk's free space and the permissions"));
        return ExitCode.NOT_READY.value();
    }

    private int bug(RuntimeException e, Home home, Console console) {
        log.trace(e);
        console.failure(WorkbenchException.of(ExitCode.NOT_READY, "bug", "something unforeseen happened: " + e)
                .hint("this is a bug of workbench; the details are in " + crashLog(home)));
        return ExitCode.NOT_READY.value();
    }

    private String crashLog(Home home) {
        try {
            if (log.file().isEmpty()) {
                log.open(home.logs().resolve("crash-" + LOG_NAME.format(Instant.now()) + ".log"));
            }
            return log.file().orElseThrow().toString();
        } catch (WorkbenchException e) {
            return "no log, for it cannot be written";
        }
    }
}
