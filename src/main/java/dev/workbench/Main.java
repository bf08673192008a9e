package dev.workbench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** Reads the process environment, wires everything by hand, runs the command line. */
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        System.exit(run(new PrintWriter(System.out, true, UTF_8), new PrintWriter(System.err, true, UTF_8), args));
    }

    /** Runs one command line inside this process and returns its exit code. */
    static int run(PrintWriter out, PrintWriter err, String... args) {
        return commandLine().setOut(out).setErr(err).execute(args);
    }

    static CommandLine commandLine() {
        return new CommandLine(new RootCommand());
    }

    @Command(
            name = "workbench",
            description = "Build, start, try and score tasks for AI agents.",
            mixinStandardHelpOptions = true,
            versionProvider = BuildVersion.class)
    static final class RootCommand {}

    /** The version that the build wrote into the jar. */
    static final class BuildVersion implements IVersionProvider {
        @Override
        public String[] getVersion() {
            try (var in = Main.class.getResourceAsStream("build.properties")) {
                var build = new Properties();
                build.load(in);
                return new String[] {"workbench " + build.getProperty("version")};
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
