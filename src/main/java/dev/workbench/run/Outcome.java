package dev.workbench.run;

import dev.workbench.environment.EnvironmentRecord;
import dev.workbench.environment.Status;
import dev.workbench.score.ScoreResult;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** What {@code run} and {@code score} answer; its JSON form is part of the command line's contract. */
public record Outcome(
        String environment,
        String family,
        String task,
        String status,
        OptionalDouble score,
        Optional<String> reason,
        Optional<String> traceback,
        String instructions,
        Optional<Container> container,
        Optional<Vm> vm,
        Optional<Network> network,
        Optional<Integer> agentExitCode,
        boolean destroyed,
        List<EnvironmentRecord.PhaseTime> phases,
        Path log) {

    public record Container(String id, String name, String image, String imageCache) {}

    public record Vm(
            String provider,
            String ipAddress,
            String username,
            int cpus,
            int ramGib,
            String imageKey,
            String imageCache) {}

    public record Network(String mode, Map<String, List<String>> allowed, Map<String, String> probe) {}

    static Outcome of(EnvironmentRecord record, Optional<ScoreResult> score, Path log) {
        return new Outcome(
                record.id(),
                record.family(),
                record.task(),
                score.map(ScoreResult::status).orElse(record.status()).word(),
                score.map(ScoreResult::score).orElse(record.score()),
                score.flatMap(ScoreResult::reason),
                score.flatMap(ScoreResult::traceback),
                record.description().map(task -> task.instructions()).orElse(""),
                record.container().map(main -> new Container(main.id(), main.name(), main.image(), main.imageCache())),
                record.vm()
                        .map(vm -> new Vm(
                                vm.providerName(),
                                vm.ipAddress(),
                                vm.username(),
                                vm.cpus(),
                                vm.ramGib(),
                                vm.imageKey(),
                                vm.imageCache())),
                record.network().map(net -> new Network(net.mode(), net.allowed(), net.probe())),
                Optional.empty(),
                false,
                record.phases(),
                log);
    }

    /** What came of the task, in one line. */
    String summary() {
        return score.isPresent()
                ? "the score was " + score.getAsDouble()
                : "the task was not scored: " + reason.orElse(status.replace('_', ' '));
    }

    Outcome withAgentExitCode(int code) {
        return new Outcome(
                environment,
                family,
                task,
                status,
                score,
                reason,
                traceback,
                instructions,
                container,
                vm,
                network,
                Optional.of(code),
                destroyed,
                phases,
                log);
    }

    Outcome asDestroyed(List<EnvironmentRecord.PhaseTime> allPhases) {
        return new Outcome(
                environment,
                family,
                task,
                status,
                score,
                reason,
                traceback,
                instructions,
                container,
                vm,
                network,
                agentExitCode,
                true,
                allPhases,
                log);
    }

    /** Whether the verdict is good: scored, by a person or by code, and not below what was asked for. */
    public boolean passes(OptionalDouble minScore) {
        if (status.equals(Status.SCORING_FAILED.word())) {
            return false;
        }
        return minScore.isEmpty() || (score.isPresent() && score.getAsDouble() >= minScore.getAsDouble());
    }
}
