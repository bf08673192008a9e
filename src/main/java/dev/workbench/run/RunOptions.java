package dev.workbench.run;

import dev.workbench.vm.Spending;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a user asks of {@code run}.
 *
 * @param provider the VM provider's name, used when the task has an aux VM
 * @param allowedHosts names to open in an environment without full internet
 * @param ttl how long the environment may live
 * @param spending what the VM may cost, where it costs something
 */
public record RunOptions(
        Path family,
        String task,
        String provider,
        Optional<AgentOptions> agent,
        Optional<byte[]> submission,
        Keep keep,
        OptionalDouble minScore,
        List<String> allowedHosts,
        Duration ttl,
        Optional<Path> envFile,
        Spending spending) {
    /** When an environment outlives the run that scored it. */
    public enum Keep {
        NEVER,
        ON_FAILURE,
        ALWAYS
    }

    /** Whether the run goes on to score, or leaves the environment to the user. */
    boolean scores() {
        return agent.isPresent() || submission.isPresent();
    }
}
