package dev.workbench.engine.http;

import dev.workbench.der.RsaEnvelope;
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

    private PemKey() {}

    static PrivateKey read(Path file) throws IOException, GeneralSecurityException {
        var matcher = BLOCK.matcher(Files.readString(file, StandardCharsets.US_ASCII));
        if (!matcher.find()) {
            throw new GeneralSecurityException(file + " holds no unencrypted PKCS#8 or RSA private key in PEM form");
        }
        var der = Base64.getMimeDecoder().decode(matcher.group(2));
        return parse(new PKCS8EncodedKeySpec(matcher.group(1).startsWith("RSA") ? RsaEnvelope.pkcs8(der) : der));
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
}
