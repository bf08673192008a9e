package dev.workbench.ssh;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** OpenSSH's list of the host keys that are known, here of one machine under all its names. */
public final class KnownHosts {
    private KnownHosts() {}

    /**
     * The line that pins a host key, without a line end.
     *
     * @param names addresses and names that the machine is reached by on port 22
     * @param hostKey one OpenSSH line ({@code ssh-ed25519 AAAA…}); a comment after it is left out
     */
    public static String line(List<String> names, String hostKey) {
        var words = hostKey.strip().split("\\s+", -1);
        if (names.isEmpty() || words.length < 2) {
            throw new IllegalArgumentException("a known host needs a name and a key");
        }
        return String.join(",", names) + " " + words[0] + " " + words[1];
    }

    /** Writes a private file with that one line, whole or not at all. */
    public static void write(Path file, List<String> names, String hostKey) throws IOException {
        PrivateFile.write(file, line(names, hostKey) + "\n");
    }
}
