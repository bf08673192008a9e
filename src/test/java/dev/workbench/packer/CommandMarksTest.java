package dev.workbench.packer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workbench.family.BuildStep;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandMarksTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "echo hello",
                "sh -c 'exit 9'",
                "for i in $(seq 70); do echo line $i; done",
                "if [ -e x ]; then echo \"it's\"; fi",
                "{ true; } && echo a | cat",
                "printf '%s' 'here << there'"
            })
    void manyCommandsAreWhole(String command) {
        assertThat(CommandMarks.isWhole(command)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cat >x <<'END'",
                "echo 'open",
                "echo \"open",
                "if true",
                "echo done",
                "true &&",
                "true |",
                "echo \\",
                "case $x in",
                "(",
                "f() {",
                "while true",
                "echo x # a comment"
            })
    void whatMayGoOnInTheNextCommandIsNot(String command) {
        assertThat(CommandMarks.isWhole(command)).isFalse();
    }

    @Test
    void theCommandThatFailedIsSaidAndTheExitCodeStays() throws Exception {
        var run = run("echo one", "cd / && true", "sh -c 'exit 9'", "echo never");
        assertThat(run.status()).isEqualTo(9);
        assertThat(run.lines()).containsExactly("one", "workbench: failed in command 3");
        assertThat(CommandMarks.read(run.lines().getLast())).hasValue(3);
    }

    @Test
    void nothingIsSaidOfCommandsThatSucceed() throws Exception {
        var run = run("echo one", "false || true", "exit 0");
        assertThat(run.status()).isZero();
        assertThat(run.lines()).containsExactly("one");
    }

    @Test
    void commandsThatAreOneTogetherStayAsTheyAre() throws Exception {
        var commands = List.of("cat <<'END'", "echo ${x}", "END", "exit 3");
        assertThat(CommandMarks.script(commands)).isEqualTo("cat <<'END'\necho ${x}\nEND\nexit 3\n");
        assertThat(CommandMarks.script(List.of("if true", "then", "echo x", "fi")))
                .isEqualTo("if true\nthen\necho x\nfi\n");
    }

    private record Run(int status, List<String> lines) {}

    private static Run run(String... commands) throws IOException, InterruptedException {
        var process = new ProcessBuilder("sh").redirectErrorStream(true).start();
        try (var in = process.getOutputStream()) {
            in.write(StepScript.of(new BuildStep.Shell(List.of(commands)))
                    .replace("#!/bin/sh -e\n", "set -e\n")
                    .getBytes(StandardCharsets.UTF_8));
        }
        var lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        return new Run(process.waitFor(), lines);
    }
}
