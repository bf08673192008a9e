package dev.workbench.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AptSourcesTest {
    @TempDir
    Path etc;

    @Test
    void readsOneLineEntriesAndLeavesOutWhatAnotherMachineCannotUse() {
        assertThat(AptSources.lines("""
                # a comment
                deb [signed-by=/etc/key.gpg arch=amd64] http://mirror.test/debian bookworm main contrib
                deb-src http://mirror.test/debian bookworm main
                deb file:/srv/debian bookworm main
                deb https://mirror.test/other trixie main
                deb http://mirror.test/tools bookworm stable
                deb https://mirror.test/security bookworm-security main
                """))
                .containsExactly(
                        "deb http://mirror.test/debian bookworm main",
                        "deb https://mirror.test/security bookworm-security main");
    }

    @Test
    void readsStanzas() {
        assertThat(AptSources.stanzas("""
                Types: deb deb-src
                # a comment
                URIs: http://mirror.test/debian
                Suites: bookworm bookworm-updates
                Components: main
                Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg

                Types: deb
                Enabled: no
                URIs: http://mirror.test/security
                Suites: bookworm-security
                Components: main
                """))
                .containsExactly(
                        "deb http://mirror.test/debian bookworm main",
                        "deb http://mirror.test/debian bookworm-updates main");
    }

    @Test
    void aHostOfAnotherReleaseHasNone() throws IOException {
        Files.createDirectories(etc.resolve("apt"));
        Files.writeString(etc.resolve("apt/sources.list"), "deb http://mirror.test/debian bookworm main\n");
        Files.writeString(etc.resolve("os-release"), "ID=debian\nVERSION_CODENAME=trixie\n");
        assertThat(AptSources.of(etc)).isEmpty();
        Files.writeString(etc.resolve("os-release"), "ID=debian\nVERSION_CODENAME=bookworm\n");
        assertThat(AptSources.of(etc)).containsExactly("deb http://mirror.test/debian bookworm main");
    }
}
