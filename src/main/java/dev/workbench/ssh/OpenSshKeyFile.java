package dev.workbench.ssh;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;

/** The content of an unencrypted private key file in OpenSSH's own format ({@code openssh-key-v1}). */
final class OpenSshKeyFile {
    private static final byte[] MAGIC = "openssh-key-v1\0".getBytes(StandardCharsets.US_ASCII);
    private static final int BLOCK = 8;

    private OpenSshKeyFile() {}

    static byte[] ed25519(byte[] seed, byte[] point, String comment) {
        var check = new SecureRandom().nextInt(); // twice the same, so that a wrong passphrase shows
        var secrets = new Wire()
                .uint32(check)
                .uint32(check)
                .text(Ed25519.NAME)
                .string(point)
                .string(new Wire().raw(seed).raw(point).bytes())
                .text(comment);
        for (byte filler = 1; secrets.size() % BLOCK != 0; filler++) {
            secrets.raw(new byte[] {filler});
        }
        return new Wire()
                .raw(MAGIC)
                .text("none") // cipher
                .text("none") // key derivation
                .text("") // its options
                .uint32(1)
                .string(Ed25519.blob(point))
                .string(secrets.bytes())
                .bytes();
    }
}
