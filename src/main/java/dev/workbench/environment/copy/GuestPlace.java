package dev.workbench.environment.copy;

import dev.workbench.error.WorkbenchException;
import dev.workbench.remote.Guest;
import dev.workbench.remote.Shell;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;

/** The file system of a VM, as the logged-in user sees it. */
final class GuestPlace implements Place {
    private static final Duration PROBE_LIMIT = Duration.ofSeconds(60);
    private static final int PROBE_BYTES = 64 * 1024;

    private final Guest guest;

    GuestPlace(Guest guest) {
        this.guest = guest;
    }

    Guest guest() {
        return guest;
    }

    @Override
    public Found find(String path) {
        var output = guest.run(Shell.join(PathProbe.command(path)), PROBE_LIMIT, PROBE_BYTES);
        if (output.status() != 0) {
            throw WorkbenchException.provider("copy_failed", "cannot look at " + path + " on the VM")
                    .details(output.stderr());
        }
        return PathProbe.parse(output.stdout());
    }

    @Override
    public void read(Found source, OutputStream tar) {
        guest.readTar(source.path(), tar);
    }

    @Override
    public void write(String directory, InputStream tar) {
        guest.writeTar(directory, tar);
    }

    /** Files belong to the logged-in user, whatever the tar says. */
    @Override
    public Owner owner(String directory) {
        return Owner.ROOT;
    }

    @Override
    public String name() {
        return "the VM";
    }

    @Override
    public void close() {
        guest.close();
    }
}
