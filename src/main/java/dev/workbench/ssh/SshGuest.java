package dev.workbench.ssh;

import dev.workbench.error.ExitCode;
import dev.workbench.error.WorkbenchException;
import dev.workbench.remote.Dialer;
import dev.workbench.remote.Guest;
import dev.workbench.remote.Meter;
import dev.workbench.remote.Streams;
import dev.workbench.remote.Window;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClientFactory;

/** A guest over one SSH connection. */
public final class SshGuest implements Guest {
    private final Connection connection;

    SshGuest(Connection connection) {
        this.connection = connection;
    }

    /**
     * Connects and logs in; {@link Readiness} does so with a machine that may still be booting.
     *
     * @throws WorkbenchException exit code 4: {@code host_key_mismatch}, {@code ssh_failed}
     */
    public static SshGuest connect(Dialer dialer, Login login, Duration limit) {
        try {
            return new SshGuest(Connection.open(dialer.dial(), login, limit));
        } catch (IOException e) {
            throw WorkbenchException.provider(
                            "ssh_failed", "cannot log in to the VM as " + login.user() + ": " + Reason.of(e))
                    .hint("`workbench show` tells whether the VM still runs")
                    .causedBy(e);
        }
    }

    @Override
    public int exec(String command, Streams streams, Optional<Window> window) {
        try (var running = RemoteCommand.start(connection.session(), command, streams, window)) {
            return running.await();
        } catch (IOException e) {
            throw lost(e);
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    @Override
    public Output run(String command, Duration limit, int outputBytes) {
        var stdout = new LimitedOutput(outputBytes);
        var stderr = new LimitedOutput(outputBytes);
        try (var running =
                RemoteCommand.start(connection.session(), command, Streams.of(stdout, stderr), Optional.empty())) {
            var status = running.await(limit);
            if (status.isEmpty()) {
                running.kill();
                throw WorkbenchException.timeout(
                                "command_timeout",
                                "a command on the VM did not end within " + limit.toSeconds() + " s: " + brief(command))
                        .details((stdout.text() + stderr.text()).strip());
            }
            return new Output(
                    status.getAsInt(), stdout.text(), stderr.text(), stdout.truncated() || stderr.truncated());
        } catch (IOException e) {
            throw lost(e);
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    @Override
    public void upload(Path from, String to, Meter meter) {
        transfer(to, client -> new SftpUpload(client, meter).copy(from, to));
    }

    @Override
    public void download(String from, Path to, Meter meter) {
        transfer(from, client -> new SftpDownload(client, meter).copy(from, to));
    }

    private interface Transfer {
        void with(SftpClient client) throws IOException;
    }

    private void transfer(String guestPath, Transfer transfer) {
        try (var client = SftpClientFactory.instance().createSftpClient(connection.session())) {
            transfer.with(client);
        } catch (IOException e) {
            throw SftpFailure.of(e, guestPath);
        }
    }

    @Override
    public void readTar(String path, OutputStream tar) {
        new GuestTar(this).read(path, tar);
    }

    @Override
    public void writeTar(String directory, InputStream tar) {
        new GuestTar(this).write(directory, tar);
    }

    @Override
    public void close() {
        connection.close();
    }

    static WorkbenchException lost(IOException cause) {
        return WorkbenchException.provider(
                        "connection_lost", "the SSH connection to the VM failed: " + Reason.of(cause))
                .hint("`workbench show` tells whether the VM still runs")
                .causedBy(cause);
    }

    private static WorkbenchException interrupted() {
        Thread.currentThread().interrupt();
        return WorkbenchException.of(ExitCode.INTERRUPTED, "interrupted", "interrupted");
    }

    private static String brief(String command) {
        var line = command.strip().lines().findFirst().orElse("");
        return line.length() > 80 ? line.substring(0, 79) + "…" : line;
    }
}
