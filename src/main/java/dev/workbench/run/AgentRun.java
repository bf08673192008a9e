package dev.workbench.run;

import dev.workbench.container.Exec;
import dev.workbench.environment.Environment;
import dev.workbench.error.WorkbenchException;
import dev.workbench.family.content.ContentScanner;
import dev.workbench.family.content.ContentTar;
import dev.workbench.progress.LineSink;
import dev.workbench.remote.Streams;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Runs an agent's command in the main container, as the user {@code agent}, and shows what it prints. */
public final class AgentRun {
    private static final String HOME = "/home/agent";
    private static final String SCAFFOLDING = HOME + "/scaffolding";

    private final Workbench workbench;

    public AgentRun(Workbench workbench) {
        this.workbench = workbench;
    }

    /** @throws WorkbenchException (exit code 2) when the agent's directory is none */
    static void check(AgentOptions agent) {
        agent.directory().filter(directory -> !Files.isDirectory(directory)).ifPresent(directory -> {
            throw WorkbenchException.badInput("no_such_directory", "the agent's directory does not exist: " + directory)
                    .at("--agent")
                    .hint("give the directory that is to be copied to " + SCAFFOLDING);
        });
    }

    /** @return the command's exit code; a failing agent is a fact to be scored, not a failure of the run */
    public int run(Environment environment, AgentOptions agent) {
        check(agent);
        var session = Session.open(workbench, environment);
        session.checkRunning();
        var container = session.container().id();
        agent.directory().ifPresent(directory -> copy(directory, container));
        try (var phase = workbench.progress().phase("run agent");
                var out = new LineSink(line -> workbench.progress().output("agent", line));
                var err = new LineSink(line -> workbench.progress().output("agent", line))) {
            var command = Exec.of("bash", "-lc", agent.command())
                    .as("agent")
                    .in(agent.directory().isPresent() ? SCAFFOLDING : HOME);
            int code = workbench.engine().exec(container, command, Streams.of(out, err));
            if (code != 0) {
                workbench.progress().warn("the agent's command ended with exit code " + code);
            }
            phase.done("exit code " + code);
            return code;
        }
    }

    private void copy(Path directory, String container) {
        var mkdir = Exec.of("install", "-d", "-o", "agent", "-g", "agent", SCAFFOLDING)
                .as("root");
        workbench.engine().exec(container, mkdir, Streams.discarding());
        var real = realPath(directory);
        try (var tar = ContentTar.of(real, ContentScanner.ofDirectory().scan(real))) {
            workbench.engine().upload(container, SCAFFOLDING, tar);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var own = Exec.of("chown", "-R", "agent:agent", SCAFFOLDING).as("root");
        workbench.engine().exec(container, own, Streams.discarding());
    }

    private static Path realPath(Path directory) {
        try {
            return directory.toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
