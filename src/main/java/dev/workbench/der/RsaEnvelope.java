package dev.workbench.der;

import java.io.ByteArrayOutputStream;

/**
 * The two forms of an RSA private key in DER, each made out of the other: PKCS#1 bare (RFC 8017, appendix A.1.2), PKCS#8
 * with an envelope that names the algorithm (RFC 5208, section 5).
 */
public final class RsaEnvelope {
    private static final int SEQUENCE = 0x30;
    private static final int OCTETS = 0x04;
    /** Version 0 and the algorithm identifier of rsaEncryption (1.2.840.113549.1.1.1) with its NULL parameter. */
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

    private RsaEnvelope() {}

    /** @param pkcs1 what stands between the lines of a PEM block {@code RSA PRIVATE KEY} */
    public static byte[] pkcs8(byte[] pkcs1) {
        var content = new ByteArrayOutputStream();
        content.writeBytes(RSA_HEADER);
        content.writeBytes(element(OCTETS, pkcs1));
        return element(SEQUENCE, content.toByteArray());
    }

    /**
     * @param pkcs8 an RSA key as {@link java.security.PrivateKey#getEncoded} gives it
     * @throws IllegalArgumentException when it is something else
     */
    public static byte[] pkcs1(byte[] pkcs8) {
        var sequence = content(pkcs8, 0, SEQUENCE);
        return content(sequence, RSA_HEADER.length, OCTETS);
    }

    private static byte[] element(int tag, byte[] content) {
        var out = new ByteArrayOutputStream();
        out.write(tag);
        if (content.length < 0x80) {
            out.write(content.length);
        } else {
            var size = (39 - Integer.numberOfLeadingZeros(content.length)) / 8;
            out.write(0x80 | size);
            for (var i = size - 1; i >= 0; i--) {
                out.write(content.length >>> (8 * i));
            }
        }
        out.writeBytes(content);
        return out.toByteArray();
    }

    private static byte[] content(byte[] der, int at, int tag) {
        if (der[at] != tag) {
            throw new IllegalArgumentException("unexpected DER tag " + der[at]);
        }
        var length = der[at + 1] & 0xff;
        var start = at + 2;
        if (length >= 0x80) {
            var size = length & 0x7f;
            length = 0;
            for (var i = 0; i < size; i++) {
                length = (length << 8) | (der[start++] & 0xff);
            }
        }
        var result = new byte[length];
        System.arraycopy(der, start, result, 0, length);
        return result;
    }
}
