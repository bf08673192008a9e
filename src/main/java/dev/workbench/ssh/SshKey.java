package dev.workbench.ssh;

import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyPair;

/**
 * A key pair with the texts that others read it by.
 *
 * @param privateText the private half: PKCS#1 PEM (RSA) or OpenSSH's own format (ed25519)
 * @param publicLine the public half as one OpenSSH line, without a line end
 */
public record SshKey(KeyPair pair, String privateText, String publicLine) {
    /** Puts the private half into a file of mode 0600 that appears whole or not at all. */
    public void writePrivate(Path file) throws IOException {
        PrivateFile.write(file, privateText);
    }

    @Override
    public String toString() {
        return "SshKey[" + publicLine + "]"; // the private half stays out of any log
    }
}
