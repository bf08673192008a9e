package dev.workbench.ssh;

import dev.workbench.error.WorkbenchException;
import dev.workbench.remote.Guest;
import dev.workbench.remote.Shell;
import dev.workbench.remote.Streams;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/** Tar streams from and to a guest, made by the guest's own {@code tar}. */
final class GuestTar {
    private static final int MESSAGE_BYTES = 8192;

    private final Guest guest;

    GuestTar(Guest guest) {
        this.guest = guest;
    }

    void read(String path, OutputStream tar) {
        var bare = path.replaceAll("(?<=.)/+$", "");
        var slash = bare.lastIndexOf('/');
        var parent = slash < 0 ? "." : slash == 0 ? "/" : bare.substring(0, slash);
        var name = bare.substring(slash + 1);
        var hasName = !name.isEmpty() && !name.equals(".") && !name.equals("..");
        var words = hasName
                ? List.of("tar", "-C", parent, "-cf", "-", "--", name)
                : List.of("tar", "-C", bare, "-cf", "-", "--", ".");
        run(words, path, InputStream.nullInputStream(), tar);
    }

    /** Owners in the stream do not count: what is unpacked belongs to the user. */
    void write(String directory, InputStream tar) {
        run(List.of("tar", "-C", directory, "-xpof", "-"), directory, tar, OutputStream.nullOutputStream());
    }

    private void run(List<String> words, String path, InputStream in, OutputStream out) {
        var said = new LimitedOutput(MESSAGE_BYTES);
        var status = guest.exec("LC_ALL=C " + Shell.join(words), new Streams(in, out, said), Optional.empty());
        if (status != 0) {
            throw failure(path, said.text().strip());
        }
    }

    private static WorkbenchException failure(String path, String said) {
        if (said.contains("No such file or directory")) {
            return WorkbenchException.badInput("no_such_file", "no such file on the VM: " + path)
                    .details(said);
        }
        if (said.contains("Permission denied")) {
            return WorkbenchException.badInput("permission_denied", "permission denied on the VM: " + path)
                    .hint("the admin user copies to its home, and `sudo` moves it from there")
                    .details(said);
        }
        return WorkbenchException.provider("copy_failed", "the VM's tar failed on " + path)
                .details(said);
    }
}
