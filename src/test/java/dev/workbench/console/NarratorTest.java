package dev.workbench.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is known of a terminal by the variables that it sets. */
class NarratorTest {
    @ParameterizedTest
    @ValueSource(strings = {"xterm-256color", "tmux-256color", "screen-256color", "alacritty", "foot"})
    void mostTerminalsWrapAgain(String type) {
        assertThat(Narrator.Screen.of(Map.of("TERM", type), true).rewraps()).isTrue();
    }

    @Test
    void someDoNot() {
        assertThat(rewraps(Map.of("TERM", "xterm-256color", "XTERM_VERSION", "XTerm(379)")))
                .isFalse();
        assertThat(rewraps(Map.of("TERM", "screen", "STY", "1234.pts-1"))).isFalse();
        assertThat(rewraps(Map.of("TERM", "screen.xterm-256color"))).isFalse();
        assertThat(rewraps(Map.of("TERM", "linux"))).isFalse();
    }

    @Test
    void tmuxDoesWhereverItRuns() {
        assertThat(rewraps(Map.of("TERM", "screen", "TMUX", "/tmp/tmux-0/default,1,0", "XTERM_VERSION", "XTerm(379)")))
                .isTrue();
    }

    private static boolean rewraps(Map<String, String> variables) {
        return Narrator.Screen.of(variables, true).rewraps();
    }
}
