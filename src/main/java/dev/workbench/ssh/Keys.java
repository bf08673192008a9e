package dev.workbench.ssh;

import dev.workbench.der.RsaEnvelope;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;

/** Makes and reads key pairs in the forms that OpenSSH, paramiko and cloud-init agree on. */
public final class Keys {
    private static final int RSA_BITS = 3072;
    private static final String PKCS1 = "RSA PRIVATE KEY";
    private static final String OPENSSH = "OPENSSH PRIVATE KEY";

    private Keys() {}

    /** An RSA-3072 pair; its private half is PKCS#1 PEM, the one form that {@code paramiko.RSAKey} always reads. */
    public static SshKey rsa(String comment) {
        var pair = generate("RSA", RSA_BITS);
        var pem = pem(PKCS1, RsaEnvelope.pkcs1(pair.getPrivate().getEncoded()), 64);
        return new SshKey(pair, pem, publicLine((RSAPublicKey) pair.getPublic(), comment));
    }

    /** Begins to make an RSA pair, which takes up to a second, while the caller does other things. */
    public static CompletableFuture<SshKey> startRsa(String comment) {
        var result = new CompletableFuture<SshKey>();
        // A platform thread: the search for primes never yields, and would hold one of the few carriers.
        Thread.ofPlatform().daemon().name("rsa-key").start(() -> {
            try {
                result.complete(rsa(comment));
            } catch (RuntimeException e) {
                result.completeExceptionally(e);
            }
        });
        return result;
    }

    /** An ed25519 pair; its private half is in OpenSSH's own format, as a host's key files are. */
    public static SshKey ed25519(String comment) {
        var pair = generate("Ed25519", 255);
        var point = Ed25519.point(pair.getPublic());
        var seed = ((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow();
        var pem = pem(OPENSSH, OpenSshKeyFile.ed25519(seed, point, comment), 70);
        return new SshKey(pair, pem, line(Ed25519.NAME, Ed25519.blob(point), comment));
    }

    /** Reads an RSA private key in PKCS#1 PEM; the public half is part of it. */
    public static SshKey readRsa(Path file) throws IOException {
        try {
            return parseRsa(Files.readString(file));
        } catch (IllegalArgumentException e) {
            throw new IOException(file + " is not an RSA private key in PKCS#1 PEM form", e);
        }
    }

    /** @throws IllegalArgumentException when the text is no RSA private key in PKCS#1 PEM */
    static SshKey parseRsa(String text) {
        try {
            var factory = KeyFactory.getInstance("RSA");
            var secret = (RSAPrivateCrtKey)
                    factory.generatePrivate(new PKCS8EncodedKeySpec(RsaEnvelope.pkcs8(body(PKCS1, text))));
            var open = (RSAPublicKey)
                    factory.generatePublic(new RSAPublicKeySpec(secret.getModulus(), secret.getPublicExponent()));
            return new SshKey(new KeyPair(open, secret), text, publicLine(open, ""));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("no RSA private key", e);
        }
    }

    private static KeyPair generate(String algorithm, int bits) {
        try {
            var generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no " + algorithm, e);
        }
    }

    private static String publicLine(RSAPublicKey key, String comment) {
        var blob = new Wire()
                .text("ssh-rsa")
                .number(key.getPublicExponent())
                .number(key.getModulus())
                .bytes();
        return line("ssh-rsa", blob, comment);
    }

    private static String line(String type, byte[] blob, String comment) {
        return (type + " " + Base64.getEncoder().encodeToString(blob) + " " + comment).strip();
    }

    private static String pem(String kind, byte[] content, int width) {
        var encoder = Base64.getMimeEncoder(width, new byte[] {'\n'});
        return "-----BEGIN " + kind + "-----\n" + encoder.encodeToString(content) + "\n-----END " + kind + "-----\n";
    }

    private static byte[] body(String kind, String pem) {
        var begin = "-----BEGIN " + kind + "-----";
        var start = pem.indexOf(begin);
        var end = pem.indexOf("-----END " + kind + "-----");
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("no " + kind);
        }
        var text = pem.substring(start + begin.length(), end).getBytes(StandardCharsets.US_ASCII);
        return Base64.getMimeDecoder().decode(text);
    }
}
