package dev.workbench.provider.qemu;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResolversTest {
    @TempDir
    Path root;

    @Test
    void takesTheHostsNameServers() throws IOException {
        write("etc/resolv.conf", "search test\nnameserver 10.0.0.1\nnameserver fe80::1\nnameserver 10.0.0.2\n");
        assertThat(Resolvers.of(root)).containsExactly("10.0.0.1", "10.0.0.2");
    }

    @Test
    void looksBehindAStubThatOnlyTheHostCanReach() throws IOException {
        write("etc/resolv.conf", "nameserver 127.0.0.53\n");
        write("run/systemd/resolve/resolv.conf", "nameserver 10.0.0.3\n");
        assertThat(Resolvers.of(root)).containsExactly("10.0.0.3");
    }

    @Test
    void aHostWithoutAnyHasNone() {
        assertThat(Resolvers.of(root)).isEmpty();
    }

    private void write(String path, String text) throws IOException {
        var file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
