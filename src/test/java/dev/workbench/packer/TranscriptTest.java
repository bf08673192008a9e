package dev.workbench.packer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workbench.progress.Event;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

class TranscriptTest {
    private final List<Event> events = new ArrayList<>();

    @Test
    void tellsStepsAndTheirOutput() {
        try (var transcript = new Transcript(List.of("shell: a", "shell: b"), 0, step -> false, events::add)) {
            transcript.announce();
            """
            ==> null.vm: Using ssh communicator to connect: 127.0.0.1
            ==> null.vm: Connected to SSH!
            ==> null.vm: Uploading steps/001.data => /tmp/workbench-step-001.data
            ==> null.vm: Provisioning with shell script: steps/001.sh
            ==> null.vm: Provisioning with shell script: steps/002.sh
                null.vm:   indented output
            ==> null.vm: on standard error
            Build 'null.vm' finished after 1 second.
            """.lines().forEach(transcript::line);
            transcript.succeeded();
        }
        assertThat(phases())
                .containsExactly(
                        "ahead shell: a",
                        "ahead shell: b",
                        "started build step 1 of 2",
                        "ended build step 1 of 2",
                        "started build step 2 of 2",
                        "ended build step 2 of 2");
        assertThat(output())
                .containsExactly(
                        "Using ssh communicator to connect: 127.0.0.1",
                        "Connected to SSH!",
                        "  indented output",
                        "on standard error");
    }

    @Test
    void knowsTheStepThatFailedItsExitCodeAndItsLastLines() {
        try (var transcript = new Transcript(Collections.nCopies(3, ""), 0, step -> false, events::add)) {
            transcript.line("==> null.vm: Provisioning with shell script: steps/001.sh");
            transcript.line("    null.vm: of the first step");
            transcript.line("==> null.vm: Provisioning with shell script: steps/002.sh");
            for (var i = 1; i <= 60; i++) {
                transcript.line("    null.vm: line " + i);
            }
            transcript.line(
                    "==> null.vm: Provisioning step had errors: Running the cleanup provisioner, if present...");
            transcript.line("Build 'null.vm' errored after 42 seconds 366 milliseconds: Script exited with non-zero");
            transcript.line("--> null.vm: Script exited with non-zero exit status: 7.Allowed exit codes are: [0]");
            assertThat(transcript.step()).hasValue(2);
            assertThat(transcript.exitCode()).hasValue(7);
            assertThat(transcript.lastLines()).startsWith("line 11\n").endsWith("\nline 60");
            transcript.failed();
        }
        assertThat(phases()).last().isEqualTo("failed build step 2 of 3");
        assertThat(events.getLast())
                .isInstanceOfSatisfying(
                        Event.PhaseEnded.class,
                        ended -> assertThat(ended.ending()).isEqualTo(new Event.Ending.Failed(OptionalInt.of(7))));
    }

    @Test
    void aStepThatPrintsLikePackerMovesNothing() {
        try (var transcript = new Transcript(Collections.nCopies(9, ""), 0, step -> false, events::add)) {
            transcript.line("==> null.vm: Provisioning with shell script: steps/001.sh");
            transcript.line("==> null.vm: Provisioning with shell script: steps/007.sh");
            assertThat(transcript.step()).hasValue(1);
        }
    }

    @Test
    void aPauseIsToldOfOnceWhateverAStepPrints() {
        var asked = new ArrayList<Integer>();
        var real = new boolean[] {false};
        IntPredicate pause = step -> {
            asked.add(step);
            return real[0];
        };
        try (var transcript = new Transcript(Collections.nCopies(3, ""), 0, pause, events::add)) {
            transcript.line("==> null.vm: Provisioning with shell script: steps/001.sh");
            transcript.line("    null.vm: " + Transcript.PAUSED);
            real[0] = true;
            transcript.line("    null.vm: " + Transcript.PAUSED);
            transcript.line("    null.vm: " + Transcript.PAUSED);
            transcript.line("==> null.vm: Provisioning with shell script: steps/002.sh");
            transcript.line("    null.vm: " + Transcript.PAUSED);
        }
        assertThat(asked).containsExactly(1, 1, 2);
    }

    private List<String> output() {
        return events.stream()
                .flatMap(event -> event instanceof Event.Output(String source, String line)
                        ? java.util.stream.Stream.of(line)
                        : java.util.stream.Stream.empty())
                .toList();
    }

    private List<String> phases() {
        var phases = new ArrayList<String>();
        for (var event : events) {
            switch (event) {
                case Event.PhaseStarted(String name, String detail) -> phases.add("started " + name);
                case Event.PhaseEnded ended -> phases.add((ended.failed() ? "failed " : "ended ") + ended.name());
                case Event.Note note -> {}
                case Event.Warning warning -> {}
                case Event.Output output -> {}
                case Event.PhasesAhead ahead -> ahead.phases().forEach(phase -> phases.add("ahead " + phase.detail()));
                case Event.Within within -> {}
            }
        }
        return phases;
    }
}
