package dev.workbench.ssh;

import dev.workbench.remote.Streams;
import dev.workbench.remote.Window;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.client.channel.ChannelSession;
import org.apache.sshd.client.channel.PtyCapableChannelSession;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.channel.PtyChannelConfiguration;
import org.apache.sshd.common.channel.PtyChannelConfigurationHolder;
import org.apache.sshd.common.channel.PtyMode;
import org.jspecify.annotations.Nullable;

/** A command that runs on the guest, with its three streams pumped; closing it ends the channel. */
final class RemoteCommand implements AutoCloseable {
    private static final Duration OPEN_LIMIT = Duration.ofSeconds(60);
    private static final int BUFFER_BYTES = 32 * 1024;

    private final ClientSession session;
    private final ChannelSession channel;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread stdout;
    private final Thread stderr;
    private volatile @Nullable IOException sinkFailure;

    private RemoteCommand(ClientSession session, ChannelSession channel, Streams streams) {
        this.session = session;
        this.channel = channel;
        channel.addCloseFutureListener(closed -> ended.countDown());
        stdout = pump("ssh-stdout", channel.getInvertedOut(), streams.stdout());
        stderr = pump("ssh-stderr", channel.getInvertedErr(), streams.stderr());
        feed(streams.stdin(), channel.getInvertedIn());
    }

    /** An empty command is the user's login shell. */
    static RemoteCommand start(ClientSession session, String command, Streams streams, Optional<Window> window)
            throws IOException {
        var terminal = window.map(RemoteCommand::terminal).orElse(null);
        var channel = command.isEmpty()
                ? session.createShellChannel(terminal, Map.of())
                : session.createExecChannel(command, terminal, Map.of());
        channel.setUsePty(window.isPresent());
        try {
            channel.open().verify(OPEN_LIMIT);
            var running = new RemoteCommand(session, channel, streams);
            window.ifPresent(local -> local.onResize(size -> resize(channel, size)));
            return running;
        } catch (IOException | RuntimeException e) {
            channel.close(true);
            throw e;
        }
    }

    private static PtyChannelConfigurationHolder terminal(Window window) {
        var size = window.size();
        var terminal = new PtyChannelConfiguration();
        terminal.setPtyType(window.type());
        terminal.setPtyColumns(size.columns());
        terminal.setPtyLines(size.rows());
        // All else stays as the guest's kernel has it, which is what a fresh terminal is anywhere.
        terminal.setPtyModes(Map.of(PtyMode.IUTF8, 1));
        return terminal;
    }

    private static void resize(PtyCapableChannelSession channel, Window.Size size) {
        try {
            channel.sendWindowChange(size.columns(), size.rows());
        } catch (IOException e) {
            channel.close(true); // the connection is gone, and await() says so
        }
    }

    /** The exit status, 128 + n when signal n ended the command. */
    int await() throws IOException, InterruptedException {
        ended.await();
        return status();
    }

    /** As {@link #await()}; empty when the time is up. */
    OptionalInt await(Duration limit) throws IOException, InterruptedException {
        return ended.await(limit.toMillis(), TimeUnit.MILLISECONDS) ? OptionalInt.of(status()) : OptionalInt.empty();
    }

    private int status() throws IOException, InterruptedException {
        stdout.join();
        stderr.join();
        if (sinkFailure != null) {
            throw sinkFailure;
        }
        if (channel.getExitSignal() != null) {
            return Signals.status(channel.getExitSignal());
        }
        if (channel.getExitStatus() == null) {
            throw new IOException("it ended before the command did");
        }
        return channel.getExitStatus();
    }

    /** Kills the command and what it started in its process group. */
    void kill() throws IOException {
        var request = session.createBuffer(SshConstants.SSH_MSG_CHANNEL_REQUEST);
        request.putUInt(channel.getRecipient());
        request.putString("signal");
        request.putBoolean(false);
        request.putString("KILL");
        channel.writePacket(request);
    }

    private Thread pump(String name, InputStream from, OutputStream to) {
        return Thread.ofPlatform().daemon().name(name).start(() -> {
            try {
                copy(from, to);
            } catch (IOException e) {
                if (channel.isOpen()) {
                    sinkFailure = e; // nobody reads any more: as a broken pipe ends a local command
                    channel.close(true);
                }
            }
        });
    }

    /** Not waited for: the caller's stream may block long after the command has ended. */
    private static void feed(InputStream from, OutputStream to) {
        Thread.ofPlatform().daemon().name("ssh-stdin").start(() -> {
            try (to) {
                copy(from, to);
            } catch (IOException e) {
                // the command has ended, or does not read its input: its own status tells the rest
            }
        });
    }

    private static void copy(InputStream from, OutputStream to) throws IOException {
        var bytes = new byte[BUFFER_BYTES];
        for (var n = from.read(bytes); n >= 0; n = from.read(bytes)) {
            to.write(bytes, 0, n);
            to.flush();
        }
    }

    @Override
    public void close() {
        channel.close(true);
    }
}
