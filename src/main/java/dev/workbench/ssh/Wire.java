package dev.workbench.ssh;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Writes values as SSH puts them on the wire (RFC 4251, section 5). */
final class Wire {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Wire raw(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    Wire uint32(int value) {
        return raw(ByteBuffer.allocate(Integer.BYTES).putInt(value).array());
    }

    Wire string(byte[] bytes) {
        return uint32(bytes.length).raw(bytes);
    }

    Wire text(String value) {
        return string(value.getBytes(StandardCharsets.UTF_8));
    }

    /** An mpint; {@link BigInteger#toByteArray} is its very form. */
    Wire number(BigInteger value) {
        return string(value.toByteArray());
    }

    int size() {
        return out.size();
    }

    byte[] bytes() {
        return out.toByteArray();
    }
}
