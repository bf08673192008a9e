package dev.workbench.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.workbench.error.ExitCode;
import dev.workbench.error.WorkbenchException;
import dev.workbench.progress.Progress;
import dev.workbench.remote.Dialer;
import dev.workbench.vm.VmState;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ReadinessTest {
    private static final Login LOGIN = login();

    private final FakeProvider provider = new FakeProvider();

    @Test
    void aVmThatStopsBreaksAtOnceAndShowsTheEndOfItsConsole() {
        provider.state = new VmState.Broken("qemu exited with status 1");
        provider.console = "Kernel panic - not syncing\n";

        var failure = await(Duration.ofSeconds(30));

        assertThat(failure.code()).isEqualTo("vm_broken");
        assertThat(failure.exit()).isEqualTo(ExitCode.PROVIDER);
        assertThat(failure.message()).contains("'process'", "qemu exited with status 1");
        assertThat(failure.details())
                .hasValueSatisfying(text -> assertThat(text).contains("Kernel panic"));
    }

    @Test
    void aVmThatStopsWhileItsPortIsAwaitedBreaksThere() {
        provider.dialer = () -> {
            provider.state = new VmState.Broken("qemu was killed");
            throw new java.io.IOException("connection refused");
        };

        var failure = await(Duration.ofSeconds(30));

        assertThat(failure.code()).isEqualTo("vm_broken");
        assertThat(failure.message()).contains("'port'", "qemu was killed");
    }

    @Test
    void aVmWithoutAddressIsNotReadyAtStageNetwork() {
        provider.state = new VmState.Starting();

        var failure = await(Duration.ofMillis(300));

        assertThat(failure.code()).isEqualTo("vm_not_ready");
        assertThat(failure.exit()).isEqualTo(ExitCode.TIMEOUT);
        assertThat(failure.message()).contains("'network'", "no address");
    }

    @Test
    void aRefusedPortIsSaidSo() {
        var failure = await(Duration.ofMillis(700));

        assertThat(failure.code()).isEqualTo("vm_not_ready");
        assertThat(failure.message()).contains("'port'", "connection refused");
    }

    @Test
    void whatIsNotSshIsShown() {
        provider.dialer = () -> link("HTTP/1.1 400 Bad Request\r\n");

        var failure = await(Duration.ofMillis(700));

        assertThat(failure.message()).contains("'banner'", "HTTP/1.1 400 Bad Request");
    }

    @Test
    void aBannerWithoutAServerBehindItFailsAtAuthentication() {
        provider.dialer = () -> link("SSH-2.0-OpenSSH_9.2\r\n");

        var failure = await(Duration.ofMillis(900));

        assertThat(failure.message()).contains("'authentication'");
    }

    private WorkbenchException await(Duration limit) {
        var readiness = new Readiness(provider, "vm", LOGIN, "true", Progress.SILENT);
        return catchThrowableOfType(WorkbenchException.class, () -> readiness.await(limit));
    }

    private static Dialer.Link link(String said) {
        var in = new ByteArrayInputStream(said.getBytes(StandardCharsets.US_ASCII));
        return new Dialer.Link() {
            @Override
            public InputStream in() {
                return in;
            }

            @Override
            public OutputStream out() {
                return OutputStream.nullOutputStream();
            }

            @Override
            public void close() {
                // nothing is open
            }
        };
    }

    private static Login login() {
        var key = Keys.ed25519("");
        return new Login("admin", key.pair(), key.publicLine());
    }
}
