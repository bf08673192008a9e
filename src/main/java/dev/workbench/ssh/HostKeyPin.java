package dev.workbench.ssh;

import dev.workbench.error.WorkbenchException;
import java.net.SocketAddress;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.Base64;
import org.apache.sshd.client.keyverifier.ServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.jspecify.annotations.Nullable;

/** Accepts one host key and no other, byte for byte. */
final class HostKeyPin implements ServerKeyVerifier {
    private final byte[] pinned;
    private volatile byte @Nullable [] shown;

    HostKeyPin(String line) {
        var words = line.strip().split("\\s+", -1);
        if (words.length < 2) {
            throw new IllegalArgumentException("not a public key line: " + line);
        }
        pinned = Base64.getDecoder().decode(words[1]);
    }

    @Override
    public boolean verifyServerKey(ClientSession session, SocketAddress address, PublicKey key) {
        var buffer = new ByteArrayBuffer();
        buffer.putRawPublicKey(key);
        var blob = buffer.getCompactData();
        shown = blob;
        return MessageDigest.isEqual(pinned, blob);
    }

    boolean mismatched() {
        return shown != null && !MessageDigest.isEqual(pinned, shown);
    }

    WorkbenchException mismatch() {
        var other = shown == null ? "none" : fingerprint(shown);
        return WorkbenchException.provider(
                        "host_key_mismatch",
                        "the VM shows another host key than the one made for it: " + other + ", not "
                                + fingerprint(pinned))
                .hint("something else answers at its address; destroy the environment and start it again");
    }

    /** As {@code ssh-keygen -l} prints it. */
    private static String fingerprint(byte[] blob) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(blob);
            return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
