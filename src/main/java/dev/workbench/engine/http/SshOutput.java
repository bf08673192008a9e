package dev.workbench.engine.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** What comes back through an {@code ssh} process; its end is an error, in ssh's own words, when ssh failed. */
final class SshOutput extends FilterInputStream {
    private final Process ssh;
    private final String address;

    SshOutput(Process ssh, String address) {
        super(ssh.getInputStream());
        this.ssh = ssh;
        this.address = address;
    }

    @Override
    public int read() throws IOException {
        var single = new byte[1];
        return read(single, 0, 1) < 0 ? -1 : single[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = super.read(bytes, offset, length);
        if (count < 0 && failed()) {
            throw new IOException(address + ": " + words());
        }
        return count;
    }

    private boolean failed() {
        try {
            return ssh.waitFor(1, TimeUnit.SECONDS) && ssh.exitValue() != 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private String words() throws IOException {
        var errors = ssh.getErrorStream();
        var text = new String(errors.readNBytes(errors.available()), StandardCharsets.UTF_8).strip();
        return text.isEmpty() ? "ssh ended with status " + ssh.exitValue() : text;
    }
}
