package dev.workbench.ssh;

import dev.workbench.remote.Shell;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The {@code ssh_config} by which plain OpenSSH (and scp, rsync, an editor) reaches one environment's VM.
 *
 * @param aliases the names to type after {@code ssh -F FILE}
 * @param hostKeyAlias the name that the known hosts file has the key under
 * @param proxy the command whose standard streams lead to the VM's port 22, as words
 */
public record SshConfig(
        List<String> aliases,
        String address,
        String user,
        Path identity,
        Path knownHosts,
        String hostKeyAlias,
        List<String> proxy) {

    public String text() {
        return """
                # Made by workbench; it is written anew with the environment.
                Host %s
                    HostName %s
                    HostKeyAlias %s
                    User %s
                    IdentityFile %s
                    IdentitiesOnly yes
                    IdentityAgent none
                    PreferredAuthentications publickey
                    UserKnownHostsFile %s
                    GlobalKnownHostsFile /dev/null
                    StrictHostKeyChecking yes
                    CheckHostIP no
                    UpdateHostKeys no
                    ServerAliveInterval 15
                    ProxyCommand %s
                """.formatted(
                        String.join(" ", aliases),
                        address,
                        hostKeyAlias,
                        user,
                        quote(identity),
                        quote(knownHosts),
                        Shell.join(proxy).replace("%", "%%"));
    }

    /** Writes the file for its owner alone, whole or not at all. */
    public void write(Path file) throws IOException {
        PrivateFile.write(file, text());
    }

    /** OpenSSH splits values at blanks and expands {@code %} in them. */
    private static String quote(Path path) {
        return '"' + path.toString().replace("\\", "\\\\").replace("\"", "\\\"").replace("%", "%%") + '"';
    }
}
