package dev.workbench.run;

import dev.workbench.environment.Environment;
import dev.workbench.error.WorkbenchException;
import dev.workbench.remote.Dialer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Carries bytes between two streams and port 22 of an environment's aux VM. */
public final class Relay {
    private static final int CHUNK = 64 * 1024;

    private final Workbench workbench;

    public Relay(Workbench workbench) {
        this.workbench = workbench;
    }

    /** Returns when the VM closes the connection. */
    public void run(Environment environment, InputStream in, OutputStream out) {
        try (var link = new Shells(workbench).relay(environment).dial()) {
            Thread.ofPlatform().daemon().start(() -> send(in, link));
            pump(link.in(), out);
        } catch (IOException e) {
            throw WorkbenchException.provider(
                            "vm_unreachable", "port 22 of the aux VM does not answer: " + e.getMessage())
                    .hint("workbench show " + environment.id())
                    .causedBy(e);
        }
    }

    private static void send(InputStream in, Dialer.Link link) {
        try {
            pump(in, link.out());
            link.out().close();
        } catch (IOException e) {
            link.close();
        }
    }

    /** Unlike {@link InputStream#transferTo}, hands on what there is at once. */
    private static void pump(InputStream in, OutputStream out) throws IOException {
        var chunk = new byte[CHUNK];
        for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
            out.write(chunk, 0, n);
            out.flush();
        }
    }
}
