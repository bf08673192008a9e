package dev.workbench.family.content;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256, by Java or, where it pays, by OpenSSL. */
public final class Sha256 {
    /** From here on OpenSSL saves more than the tenth of a second that it takes to load. */
    private static final long WORTH_LOADING = 48L << 20;

    private Sha256() {}

    /** @param bytes about how much will be hashed */
    public static Hasher hasher(long bytes) {
        return bytes < WORTH_LOADING
                ? java()
                : OpenSslSha256.find().map(OpenSslSha256::hasher).orElseGet(Sha256::java);
    }

    static Hasher java() {
        return new JavaHasher(digest());
    }

    /** 64 hex digits, of the text's UTF-8 form. */
    static String hex(String text) {
        return HexFormat.of().formatHex(digest().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private record JavaHasher(MessageDigest digest) implements Hasher {
        @Override
        public void reset() {
            digest.reset();
        }

        @Override
        public void update(byte[] bytes, int length) {
            digest.update(bytes, 0, length);
        }

        @Override
        public String hex() {
            return HexFormat.of().formatHex(digest.digest());
        }

        @Override
        public void close() {}
    }
}
