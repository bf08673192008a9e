package dev.workbench.container;

import dev.workbench.progress.LineSink;
import dev.workbench.remote.Dialer;
import dev.workbench.remote.Streams;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Reaches a TCP port through the engine: {@code socat} in a container connects to it, and the engine carries the bytes.
 *
 * <p>So the port need not be reachable from here; it works with a remote engine as well.
 */
public final class ExecDialer implements Dialer {
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);
    /** What {@code socat -d -d} says once it is connected. */
    private static final String CONNECTED = "starting data transfer loop";

    private final Containers containers;
    private final String container;
    private final String target;

    /** {@code target} is an address as the container sees it, such as {@code 127.0.0.1:22}. */
    public ExecDialer(Containers containers, String container, String target) {
        this.containers = containers;
        this.container = container;
        this.target = target;
    }

    @Override
    public Link dial() throws IOException {
        var relay = new Relay();
        try {
            relay.connected.get(CONNECT_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            return relay;
        } catch (ExecutionException e) {
            relay.close();
            var reason = e.getCause() == null ? "" : ": " + e.getCause().getMessage();
            throw new IOException("nothing answers at " + target + " of " + container + reason, e);
        } catch (TimeoutException e) {
            relay.close();
            throw new IOException(
                    "no connection to " + target + " of " + container + " within " + CONNECT_LIMIT.toSeconds() + " s",
                    e);
        } catch (InterruptedException e) {
            relay.close();
            Thread.currentThread().interrupt();
            throw (InterruptedIOException) new InterruptedIOException("interrupted").initCause(e);
        }
    }

    /** One running {@code socat}. */
    private final class Relay implements Link {
        private final BytePipe toPort = new BytePipe();
        private final BytePipe fromPort = new BytePipe();
        private final CompletableFuture<Void> connected = new CompletableFuture<>();
        private final Thread worker = Thread.ofPlatform().daemon().name("relay").start(this::run);

        private void run() {
            var last = new AtomicReference<>("");
            var messages = new LineSink(line -> {
                last.set(line);
                if (line.contains(CONNECTED)) {
                    connected.complete(null);
                }
            });
            try (var out = fromPort.out()) {
                var exec = Exec.of("socat", "-d", "-d", "-", "TCP:" + target);
                var status = containers.exec(container, exec, new Streams(toPort.in(), out, messages));
                connected.completeExceptionally(new IOException(last.get() + " (exit code " + status + ")"));
            } catch (IOException | RuntimeException e) {
                connected.completeExceptionally(e);
            }
        }

        @Override
        public InputStream in() {
            return fromPort.in();
        }

        @Override
        public OutputStream out() {
            return toPort.out();
        }

        @Override
        public void close() {
            toPort.close();
            fromPort.close();
            worker.interrupt();
        }
    }
}
