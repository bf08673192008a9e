package dev.workbench.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What plain OpenSSH makes of our files. */
class OpenSshIT {
    @TempDir
    Path directory;

    @Test
    void itReadsOurPrivateKeysAndGetsOurPublicLines() throws Exception {
        for (var key : List.of(Keys.rsa(""), Keys.ed25519("of the host"))) {
            var file = directory.resolve("key");
            key.writePrivate(file);
            assertThat(run("ssh-keygen", "-y", "-P", "", "-f", file.toString()).strip())
                    .isEqualTo(key.publicLine());
        }
    }

    @Test
    void itUnderstandsTheConfiguration() throws Exception {
        var file = Files.createDirectory(directory.resolve("a b%c")).resolve("ssh_config");
        config(
                        "admin",
                        file.resolveSibling("key"),
                        file.resolveSibling("known_hosts"),
                        List.of("/x y/workbench", "relay", "100%"))
                .write(file);

        assertThat(run("ssh", "-F", file.toString(), "-G", "vm").lines())
                .contains(
                        "hostname 10.9.8.7",
                        "user admin",
                        "stricthostkeychecking true",
                        "hostkeyalias wb-x-vm",
                        "identitiesonly yes",
                        "proxycommand '/x y/workbench' relay 100%%");
    }

    @Test
    void itLogsInThroughTheProxyCommandAndChecksThePin() throws Exception {
        try (var server = Sshd.started(Files.createDirectory(directory.resolve("sshd")))) {
            var odd = Files.createDirectory(directory.resolve("a b%c"));
            var key = Files.copy(server.userKeyFile(), odd.resolve("key"), StandardCopyOption.COPY_ATTRIBUTES);
            var knownHosts = odd.resolve("known_hosts");
            var file = directory.resolve("ssh_config");
            var proxy = List.of(
                    "bash",
                    "-c",
                    "exec 3<>/dev/tcp/127.0.0.1/" + server.port() + "; cat <&3 2>/dev/null & cat >&3; kill $!");
            config(server.login().user(), key, knownHosts, proxy).write(file);

            KnownHosts.write(knownHosts, List.of("10.9.8.7", "wb-x-vm"), server.hostKey());
            assertThat(run("ssh", "-F", file.toString(), "vm", "echo hello")).isEqualTo("hello\n");

            KnownHosts.write(
                    knownHosts, List.of("10.9.8.7", "wb-x-vm"), Keys.ed25519("").publicLine());
            assertThat(run("ssh", "-F", file.toString(), "vm", "echo hello")).contains("Host key verification failed");
        }
    }

    private static SshConfig config(String user, Path key, Path knownHosts, List<String> proxy) {
        return new SshConfig(List.of("vm", "x-vm"), "10.9.8.7", user, key, knownHosts, "wb-x-vm", proxy);
    }

    private static String run(String... words) throws IOException, InterruptedException {
        var process = new ProcessBuilder(words).redirectErrorStream(true).start();
        process.getOutputStream().close();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }
}
