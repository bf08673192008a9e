package dev.workbench.ssh;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;

/** Ed25519 public keys: the JDK's objects and SSH's 32 bytes. */
final class Ed25519 {
    static final String NAME = "ssh-ed25519";
    static final int BYTES = 32;
    /** What stands before the 32 bytes in the X.509 form (RFC 8410). */
    private static final byte[] X509_HEADER = {0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00};

    private Ed25519() {}

    static byte[] point(PublicKey key) {
        var encoded = key.getEncoded();
        return Arrays.copyOfRange(encoded, encoded.length - BYTES, encoded.length);
    }

    static EdECPublicKey key(byte[] point) throws GeneralSecurityException {
        if (point.length != BYTES) {
            throw new GeneralSecurityException("an ed25519 key has 32 bytes, not " + point.length);
        }
        var spec = new X509EncodedKeySpec(new Wire().raw(X509_HEADER).raw(point).bytes());
        return (EdECPublicKey) KeyFactory.getInstance("Ed25519").generatePublic(spec);
    }

    /** The public key as it goes over the wire and, in Base64, into an OpenSSH line. */
    static byte[] blob(byte[] point) {
        return new Wire().text(NAME).string(point).bytes();
    }
}
