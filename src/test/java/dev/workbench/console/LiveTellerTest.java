package dev.workbench.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workbench.progress.Event;
import dev.workbench.progress.Progress;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;
import org.jline.terminal.Size;
import org.jline.utils.ScreenTerminal;
import org.junit.jupiter.api.Test;

/** What is on the screen of a terminal while things happen, and what stays on it. */
class LiveTellerTest {
    private ScreenTerminal screen = new ScreenTerminal(60, 12);
    private Size size = Size.of(60, 12);
    private long now;
    private boolean rewraps = true;

    private final PrintStream err = new PrintStream(
            new OutputStream() {
                @Override
                public void write(int one) {
                    write(new byte[] {(byte) one}, 0, 1);
                }

                @Override
                public void write(byte[] bytes, int offset, int length) {
                    // What a terminal's driver does to a line feed.
                    screen.write(
                            new String(bytes, offset, length, StandardCharsets.UTF_8).replaceAll("(?<!\r)\n", "\r\n"));
                }
            },
            false,
            StandardCharsets.UTF_8);

    private LiveTeller teller = teller(Style.PLAIN, Marks.UNICODE, false);
    private Progress progress = event -> teller.on(event);

    private LiveTeller teller(Style style, Marks marks, boolean verbose) {
        var console = new Console(err, err, style, Console.Results.TEXT, false, verbose);
        return new LiveTeller(
                console, marks, () -> new LiveBlock(err, "xterm-256color", rewraps, size), () -> size, () -> now);
    }

    private void pass(double seconds) {
        now += (long) (seconds * 1e9);
        teller.tick();
    }

    private void started(String name) {
        teller.on(new Event.PhaseStarted(name, ""));
    }

    private void ended(String name, int millis) {
        teller.on(new Event.PhaseEnded(name, java.time.Duration.ofMillis(millis), new Event.Ending.Done("")));
    }

    private void failed(String name, int millis) {
        teller.on(new Event.PhaseEnded(
                name, java.time.Duration.ofMillis(millis), new Event.Ending.Failed(OptionalInt.of(3))));
    }

    private List<String> shown() {
        return screen.toString()
                .stripTrailing()
                .lines()
                .map(String::stripTrailing)
                .toList();
    }

    @Test
    void showsTheTreeOfWhatIsUnderWayWithStepsTimesAndTheLastLine() {
        started("prepare VM image");
        pass(1);
        started("run the build steps");
        teller.on(new Event.PhasesAhead(List.of(
                new Event.PhaseStarted("build step 1 of 3", "shell: a"),
                new Event.PhaseStarted("build step 2 of 3", "shell: b"),
                new Event.PhaseStarted("build step 3 of 3", "file x -> y"))));
        started("build step 1 of 3");
        ended("build step 1 of 3", 2500);
        started("build step 2 of 3");
        progress.output("packer", "Unpacking \u001b[31mcurl\u001b[0m ...");
        pass(3);

        assertThat(shown())
                .containsExactly(
                        "▸ prepare VM image  4 s",
                        "  ▸ run the build steps  3 s",
                        "    ✓ build step 1 of 3 (shell: a)  2.5 s",
                        "    ▸ build step 2 of 3 (shell: b)  3 s",
                        "      Unpacking curl ...",
                        "    · build step 3 of 3 (file x -> y)");
    }

    @Test
    void whatEndedStaysAsLinesAndTheBlockIsGone() {
        started("prepare VM image");
        started("run the build steps");
        pass(2);
        ended("run the build steps", 1900);
        ended("prepare VM image", 2000);
        assertThat(shown()).containsExactly("✓ prepare VM image  2.0 s", "  ✓ run the build steps  1.9 s");
    }

    @Test
    void whatIsShortIsNeverDrawn() {
        started("create network");
        pass(0.2);
        ended("create network", 200);
        assertThat(shown()).isEmpty();
    }

    @Test
    void streamedOutputStaysAboveTheBlockWhateverItPrints() {
        started("run agent");
        pass(1);
        progress.output("agent", "one\rtwo\u001b[2Jthree");
        progress.output("agent", "x".repeat(70));
        pass(1);
        assertThat(shown())
                .containsExactly(
                        "agent | two" + "three", "agent | " + "x".repeat(52), "x".repeat(18), "▸ run agent  2 s");
        ended("run agent", 2000);
        assertThat(shown()).last().isEqualTo("✓ run agent  2.0 s");
        assertThat(shown()).hasSize(4);
    }

    @Test
    void muchOutputScrollsAndLeavesOneBlock() {
        started("run agent");
        pass(1);
        for (var i = 1; i <= 100; i++) {
            progress.output("agent", "line " + i);
            if (i % 7 == 0) {
                pass(0.1);
            }
        }
        pass(0.1);
        assertThat(shown())
                .hasSize(11)
                .endsWith("agent | line 100", "▸ run agent  2 s")
                .contains("agent | line 91");
    }

    @Test
    void aFailureShowsWhatFailed() {
        started("run the build steps");
        started("build step 1 of 1");
        pass(1);
        failed("build step 1 of 1", 900);
        failed("run the build steps", 1000);
        assertThat(shown()).containsExactly("✗ run the build steps  1.0 s", "  ✗ build step 1 of 1  0.9 s");
    }

    @Test
    void anInterruptLeavesTheStateAsLinesOnceAndWhatFollowsIsLines() {
        started("run the build steps");
        started("build step 1 of 2");
        ended("build step 1 of 2", 700);
        started("build step 2 of 2");
        progress.output("packer", "waiting");
        pass(2);
        teller.close();
        progress.note("interrupted: removing what this command made");
        failed("build step 2 of 2", 2000);
        failed("run the build steps", 2000);
        teller.tick();
        assertThat(shown())
                .containsExactly(
                        "✗ run the build steps: interrupted  2.0 s",
                        "  ✓ build step 1 of 2  0.7 s",
                        "  ✗ build step 2 of 2: interrupted  2.0 s",
                        "interrupted: removing what this command made");
    }

    @Test
    void whoeverGetsTheTerminalFindsItClean() {
        started("run the build steps");
        pass(1);
        teller.pause();
        err.print("$ ");
        err.flush();
        pass(1);
        assertThat(shown()).containsExactly("$");
        err.print("exit\n");
        err.flush();
        teller.resume();
        pass(1);
        assertThat(shown()).containsExactly("$ exit", "▸ run the build steps  3 s");
    }

    @Test
    void twentyColumnsAreEnough() {
        resize(20, 12);
        started("prepare VM image");
        started("run the build steps");
        teller.on(new Event.PhasesAhead(List.of(
                new Event.PhaseStarted("build step 1 of 2", "shell: apt-get install -y curl"),
                new Event.PhaseStarted("build step 2 of 2", "shell: b"))));
        started("build step 1 of 2");
        progress.output("packer", "Reading package lists... Done");
        pass(1);
        assertThat(shown())
                .containsExactly(
                        "▸ prepare VM …  1 s",
                        " ▸ run the bu…  1 s",
                        "  ▸ build ste…  1 s",
                        "   Reading package…",
                        "  · build step 2 o…");
    }

    @Test
    void fewRowsShowWhatRuns() {
        resize(60, 4);
        started("prepare VM image");
        started("run the build steps");
        for (var step = 1; step <= 8; step++) {
            started("build step " + step + " of 9");
            ended("build step " + step + " of 9", 1000);
        }
        started("build step 9 of 9");
        progress.output("packer", "hello");
        pass(1);
        pass(1);
        assertThat(shown())
                .containsExactly("  ▸ run the build steps  2 s", "    ▸ build step 9 of 9  2 s", "… 10 more");
    }

    @Test
    void withoutUnicodeTheSignsAreAscii() {
        teller = teller(Style.PLAIN, Marks.ASCII, false);
        started("prepare VM image");
        started("start the VM to bake on");
        ended("start the VM to bake on", 500);
        started("run the build steps");
        teller.on(new Event.PhasesAhead(List.of(new Event.PhaseStarted("build step 1 of 1", ""))));
        pass(1);
        assertThat(shown())
                .containsExactly(
                        "> prepare VM image  1 s",
                        "  + start the VM to bake on  0.5 s",
                        "  > run the build steps  1 s",
                        "    . build step 1 of 1");
        assertThat(String.join("", shown())).matches("\\p{ASCII}*");
    }

    @Test
    void phasesSideBySideShowWhatRunsInEach() {
        var one = progress.beside("a/main: start");
        var two = progress.beside("b/main: start");
        var first = one.phase("a/main: start");
        try (var second = two.phase("b/main: start")) {
            try (var inner = one.phase("create network")) {
                inner.done();
            }
            var waiting = one.phase("wait for aux VM");
            one.output("task", "not on the screen of others");
            pass(1);
            assertThat(shown())
                    .containsExactly(
                            "▸ a/main: start  1 s",
                            "  ▸ wait for aux VM  1 s",
                            "    not on the screen of others",
                            "▸ b/main: start  1 s");
            waiting.done();
            second.done();
        }
        first.done();
    }

    @Test
    void aNarrowerTerminalThatWrapsAgainIsWipedWhole() {
        started("prepare VM image");
        started("run the build steps");
        progress.output("packer", "y".repeat(100));
        progress.note("before");
        pass(1);
        // What a terminal that wraps again makes of 'before', two short lines and one of 59 columns at 30 columns.
        resize(30, 12);
        screen.write("before\r\n▸ prepare VM image  1 s\r\n  ▸ run the build steps  1 s\r\n" + "    " + "y".repeat(26)
                + "\r\n" + "y".repeat(28) + "…\r\n");
        changeSize();
        assertThat(shown())
                .containsExactly(
                        "before",
                        "▸ prepare VM image  2 s",
                        " ▸ run the build steps  2 s",
                        "  " + "y".repeat(26) + "…");
    }

    @Test
    void aNarrowerTerminalThatCutsItsLinesKeepsWhatStandsAboveThem() {
        rewraps = false;
        started("run the build steps");
        progress.output("packer", "y".repeat(100));
        pass(1);
        resize(30, 12);
        screen.write("above\r\n▸ run the build steps  1 s\r\n  " + "y".repeat(28) + "\r\n");
        changeSize();
        assertThat(shown()).containsExactly("above", "▸ run the build steps  2 s", " " + "y".repeat(27) + "…");
    }

    @Test
    void whileTheSizeChangesNothingIsDrawnThatCouldBeWrappedAgain() {
        started("run the build steps");
        pass(1);
        teller.resized();
        pass(0.1);
        progress.note("stays");
        pass(0.2);
        assertThat(shown()).containsExactly("stays");
        teller.resized();
        pass(0.2);
        pass(0.1);
        assertThat(shown()).containsExactly("stays");
        pass(0.2);
        assertThat(shown()).containsExactly("stays", "▸ run the build steps  1 s");
    }

    /** The terminal tells of the change; a second later it has another picture. */
    private void changeSize() {
        teller.resized();
        pass(0.1);
        pass(0.9);
    }

    private void resize(int columns, int rows) {
        size = Size.of(columns, rows);
        screen = new ScreenTerminal(columns, rows);
    }
}
