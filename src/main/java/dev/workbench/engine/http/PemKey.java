package dev.workbench.engine.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/** Reads an unencrypted private key in PEM: PKCS#8, or the older PKCS#1 form that OpenSSL writes for RSA. */
final class PemKey {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ((?:RSA )?PRIVATE KEY)-----([^-]+)-----END \\1-----");

    /** The version and the algorithm (rsaEncryption) that PKCS#8 puts before a PKCS#1 key. */
    private static final byte[] RSA_HEADER = {
        0x02,
        0x01,
        0x00,
        0x30,
        0x0d,
        0x06,
        0x09,
        0x2a,
        (byte) 0x86,
        0x48,
        (byte) 0x86,
        (byte) 0xf7,
        0x0d,
        0x01,
        0x01,
        0x01,
        0x05,
        0x00
    };

    private PemKey() {}

    static PrivateKey read(Path file) throws IOException, GeneralSecurityException {
        var matcher = BLOCK.matcher(Files.readString(file, StandardCharsets.US_ASCII));
        if (!matcher.find()) {
            throw new GeneralSecurityException(file + " holds no unencrypted PKCS#8 or RSA private key in PEM form");
        }
        var der = Base64.getMimeDecoder().decode(matcher.group(2));
        return parse(new PKCS8EncodedKeySpec(matcher.group(1).startsWith("RSA") ? wrapped(der) : der));
    }

    private static PrivateKey parse(PKCS8EncodedKeySpec encoded) throws GeneralSecurityException {
        var failure = new GeneralSecurityException("the private key is of no known algorithm (RSA, EC, Ed25519)");
        for (var algorithm : List.of("RSA", "EC", "EdDSA")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(encoded);
            } catch (GeneralSecurityException otherAlgorithm) {
                failure.addSuppressed(otherAlgorithm);
            }
        }
        throw failure;
    }

    private static byte[] wrapped(byte[] pkcs1) {
        return tagged(0x30, joined(RSA_HEADER, tagged(0x04, pkcs1)));
    }

    private static byte[] tagged(int tag, byte[] content) {
        int length = content.length;
        var head = length < 0x80
                ? new byte[] {(byte) tag, (byte) length}
                : new byte[] {(byte) tag, (byte) 0x82, (byte) (length >> 8), (byte) length};
        return joined(head, content);
    }

    private static byte[] joined(byte[] first, byte[] second) {
        var all = new byte[first.length + second.length];
        System.arraycopy(first, 0, all, 0, first.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }
}
