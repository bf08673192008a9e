package dev.workbench.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ShellTest {
    @Test
    void plainWordsStayAsTheyAre() {
        assertThat(Shell.join(List.of("tar", "-C", "/home/a_b", "x=1,2"))).isEqualTo("tar -C /home/a_b x=1,2");
    }

    @Test
    void anythingElseIsQuoted() {
        assertThat(Shell.quote("")).isEqualTo("''");
        assertThat(Shell.quote("it's $HOME\n`x`")).isEqualTo("'it'\\''s $HOME\n`x`'");
        assertThat(Shell.quote("~")).isEqualTo("'~'");
    }
}
