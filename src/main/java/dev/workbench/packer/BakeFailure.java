package dev.workbench.packer;

import dev.workbench.error.WorkbenchException;
import dev.workbench.family.BuildStep;
import dev.workbench.image.Provisioning;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What is told of a bake that failed: the step, why, and the end of its output. */
record BakeFailure(Provisioning bake, Transcript transcript) {
    /** The shell's exit code for a program that a signal ended, without the signal. */
    private static final int KILLED = 128;

    /** Packer has ended, with this exit code. */
    WorkbenchException of(int exitCode) {
        if (expired()) {
            return timeout();
        }
        if (exitCode > KILLED && transcript.verdict().isEmpty()) {
            return WorkbenchException.provider(
                            "packer_killed",
                            "Packer was killed (signal " + (exitCode - KILLED) + ") "
                                    + (transcript.step().isEmpty() ? "before the build steps" : "during " + step()))
                    .at(bake.place())
                    .details(details())
                    .hint("was there too little memory? the same command goes on after the last step that was done");
        }
        if (transcript.step().isEmpty()) {
            return WorkbenchException.provider(
                            "packer_failed", "Packer did not get to build step " + transcript.first())
                    .details(transcript.lastLines());
        }
        var how = transcript.exitCode().isPresent()
                ? "failed with exit code " + transcript.exitCode().getAsInt()
                : "failed: " + transcript.verdict().orElse("Packer ended with exit code " + exitCode);
        return WorkbenchException.verdict("bake_failed", step() + " " + how)
                .at(bake.place())
                .details(details());
    }

    private String details() {
        var said = transcript.lastLines();
        return Stream.of(said.isEmpty() ? "it printed nothing" : said, failedCommand(), fullDisk(said), times())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("\n"));
    }

    private String failedCommand() {
        var number = transcript.command();
        if (number.isEmpty()
                || transcript.step().isEmpty()
                || !(bake.steps().get(transcript.step().getAsInt() - 1) instanceof BuildStep.Shell shell)) {
            return "";
        }
        return "failed in command " + number.getAsInt() + " of "
                + shell.commands().size() + ": " + shell.commands().get(number.getAsInt() - 1);
    }

    /** What stands in for a VM writes to the engine's disk, and so does, in the end, a VM's own. */
    private static String fullDisk(String said) {
        return said.contains("No space left on device")
                ? "a disk is full: the VM's own, or the container engine's below it; 'workbench vm images prune' and"
                        + " 'docker image prune' make room there"
                : "";
    }

    private String times() {
        var times = transcript.times();
        return IntStream.range(0, times.size())
                .mapToObj(index -> String.format(
                        Locale.ROOT,
                        "step %d %.1f s",
                        transcript.first() + index,
                        times.get(index).toMillis() / 1000.0))
                .collect(Collectors.joining(", ", "times: ", ""));
    }

    /** The call that ran Packer has failed; when the time is up, its container has ended itself. */
    WorkbenchException of(WorkbenchException cause) {
        return expired() ? timeout().causedBy(cause) : cause;
    }

    private boolean expired() {
        return !Instant.now().isBefore(bake.scope().owner().expires());
    }

    private WorkbenchException timeout() {
        return WorkbenchException.timeout("bake_timeout", "the time for the bake was up during " + step())
                .at(bake.place())
                .details(transcript.lastLines())
                .hint("a command that waits for an answer never ends: give it options like `-y`");
    }

    private String step() {
        var number = transcript.step().orElse(0);
        var all = bake.steps();
        var title = number == 0 ? "" : " (" + StepTitle.of(all.get(number - 1)) + ")";
        return "build step " + number + " of " + all.size() + title;
    }
}
