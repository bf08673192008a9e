package dev.workbench.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GuestProxiesTest {
    @Test
    void whateverIsInAPasswordAShellTakesItAsItIs() throws Exception {
        var address = "http://me:it's$(id)`id`\\\"%40@proxy:3128";
        var script = new GuestProxies(Map.of("http_proxy", address)).script();

        var shell = new ProcessBuilder("sh", "-c", script + "printf %s \"$http_proxy\"").start();

        assertThat(new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo(address);
    }

    @Test
    void aPasswordIsNotInItsText() {
        assertThat(new GuestProxies(Map.of("http_proxy", "http://me:secret@proxy:3128")))
                .hasToString("GuestProxies[http_proxy]");
    }
}
