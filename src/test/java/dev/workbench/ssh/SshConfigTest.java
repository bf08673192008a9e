package dev.workbench.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class SshConfigTest {
    @Test
    void aKnownHostIsPinnedUnderAllItsNames() {
        assertThat(KnownHosts.line(List.of("10.0.0.2", "wb-x-vm"), "ssh-ed25519 AAAA workbench"))
                .isEqualTo("10.0.0.2,wb-x-vm ssh-ed25519 AAAA");
    }

    @Test
    void pathsAndTheProxyCommandAreQuoted() {
        var config = new SshConfig(
                List.of("vm", "x-vm"),
                "10.0.0.2",
                "admin",
                Path.of("/home/a b/100%/admin_key.pem"),
                Path.of("/home/a b/100%/known_hosts"),
                "wb-x-vm",
                List.of("/opt/my tools/workbench", "relay", "x"));

        assertThat(config.text())
                .contains("Host vm x-vm\n")
                .contains("    IdentityFile \"/home/a b/100%%/admin_key.pem\"\n")
                .contains("    UserKnownHostsFile \"/home/a b/100%%/known_hosts\"\n")
                .contains("    ProxyCommand '/opt/my tools/workbench' relay x\n");
    }
}
