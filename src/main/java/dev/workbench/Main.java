package dev.workbench;

import dev.workbench.cli.Commands;
import dev.workbench.cli.Host;
import dev.workbench.console.LocalOutput;
import dev.workbench.error.ExitCode;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import picocli.CommandLine;

/** Reads the process environment, wires everything by hand, runs the command line. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        var printed = new LocalOutput(new FileOutputStream(FileDescriptor.out));
        var host = new Host(
                System.getenv(),
                Path.of("").toAbsolutePath(),
                System.in,
                stream(printed),
                stream(new FileOutputStream(FileDescriptor.err)),
                terminal(),
                Boolean.parseBoolean(System.getProperty("workbench.unicode", "true")),
                version(),
                launcher(),
                Adapters::new);
        int exit = run(host, args);
        if (exit == ExitCode.OK.value() && printed.loss().isPresent()) {
            host.err()
                    .println("error: the output is not complete: "
                            + printed.loss().get());
            host.err().flush();
            exit = ExitCode.NOT_READY.value();
        }
        System.exit(exit);
    }

    /** Runs one command line inside this process and returns its exit code. */
    static int run(Host host, String... args) {
        int exit = Commands.execute(host, args);
        host.out().flush();
        host.err().flush();
        return exit;
    }

    /** The command tree on a host where nothing is heard and nothing is there. */
    static CommandLine commandLine() {
        return Commands.create(nowhere(Map.of()));
    }

    static Host nowhere(Map<String, String> variables) {
        var silence = stream(OutputStream.nullOutputStream());
        return new Host(
                variables,
                Path.of("").toAbsolutePath(),
                InputStream.nullInputStream(),
                silence,
                silence,
                false,
                false,
                version(),
                launcher(),
                Adapters::new);
    }

    /** What the launcher found; the JDK's own answer costs a twentieth of the shortest command. */
    private static boolean terminal() {
        var found = System.getProperty("workbench.terminal");
        return found == null
                ? Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false)
                : Boolean.parseBoolean(found);
    }

    private static String launcher() {
        var home = System.getProperty("workbench.home");
        return home == null ? "workbench" : Path.of(home, "workbench").toString();
    }

    private static PrintStream stream(OutputStream target) {
        return new PrintStream(target, false, StandardCharsets.UTF_8);
    }

    /** The version that the build wrote into the jar. */
    private static String version() {
        try (var in = Main.class.getResourceAsStream("build.properties")) {
            var build = new Properties();
            build.load(in);
            return build.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
