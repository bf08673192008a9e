package dev.workbench.ssh;

import dev.workbench.error.WorkbenchException;
import dev.workbench.remote.Meter;
import dev.workbench.remote.ModeBits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.UUID;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClient.Attributes;
import org.apache.sshd.sftp.client.SftpClient.OpenMode;
import org.apache.sshd.sftp.client.extensions.openssh.OpenSSHPosixRenameExtension;
import org.apache.sshd.sftp.common.SftpConstants;
import org.apache.sshd.sftp.common.SftpException;

/** Copies files and directories of this machine to a guest. */
final class SftpUpload {
    private static final int BUFFER_BYTES = 64 * 1024;

    private final SftpClient client;
    private final Meter meter;

    SftpUpload(SftpClient client, Meter meter) {
        this.client = client;
        this.meter = meter;
    }

    void copy(Path from, String to) throws IOException {
        if (Files.isDirectory(from)) {
            directory(from, to);
        } else {
            wholeFile(from, to);
        }
    }

    /** Through a draft beside it, so that nobody on the guest ever sees half a file. */
    private void wholeFile(Path from, String to) throws IOException {
        var existing = stat(to);
        if (existing.isPresent() && existing.get().isDirectory()) {
            throw WorkbenchException.badInput("is_a_directory", "this is a directory on the VM: " + to);
        }
        var target = existing.isPresent() ? client.canonicalPath(to) : to; // a link stays, what it names is replaced
        var draft = target.substring(0, target.lastIndexOf('/') + 1) + "." + UUID.randomUUID() + ".part";
        try {
            content(from, draft);
            mode(from, draft);
            rename(draft, target);
        } catch (IOException | RuntimeException e) {
            discard(draft);
            throw e;
        }
    }

    private void rename(String draft, String target) throws IOException {
        var posix = client.getExtension(OpenSSHPosixRenameExtension.class);
        if (posix != null && posix.isSupported()) {
            posix.posixRename(draft, target);
        } else {
            if (stat(target).isPresent()) {
                client.remove(target);
            }
            client.rename(draft, target);
        }
    }

    private void discard(String draft) {
        try {
            client.remove(draft);
        } catch (IOException e) {
            // it was never made, or the connection is gone: the first failure is the one to tell
        }
    }

    private void directory(Path from, String to) throws IOException {
        if (stat(to).isEmpty()) {
            client.mkdir(to);
        }
        try (var entries = Files.newDirectoryStream(from)) {
            for (var entry : entries) {
                entry(entry, to + "/" + entry.getFileName());
            }
        }
        mode(from, to); // last: a directory that may not be written to must be filled before
    }

    private void entry(Path from, String to) throws IOException {
        if (Files.isSymbolicLink(from)) {
            link(from, to);
        } else if (Files.isDirectory(from)) {
            directory(from, to);
        } else if (Files.isRegularFile(from)) {
            content(from, to);
            mode(from, to);
        } else {
            throw WorkbenchException.badInput("not_a_file", "neither a file, a directory nor a link: " + from);
        }
    }

    private void link(Path from, String to) throws IOException {
        try {
            client.lstat(to);
            client.remove(to);
        } catch (SftpException e) {
            if (e.getStatus() != SftpConstants.SSH_FX_NO_SUCH_FILE) {
                throw e;
            }
        }
        client.symLink(to, Files.readSymbolicLink(from).toString());
    }

    private void content(Path from, String to) throws IOException {
        var modes = EnumSet.of(OpenMode.Write, OpenMode.Create, OpenMode.Truncate);
        try (var in = Files.newInputStream(from);
                var out = client.write(to, BUFFER_BYTES, modes)) {
            var bytes = new byte[BUFFER_BYTES];
            for (var n = in.read(bytes); n >= 0; n = in.read(bytes)) {
                out.write(bytes, 0, n);
                meter.moved(n);
            }
        }
    }

    private void mode(Path from, String to) throws IOException {
        var bits = ModeBits.of(Files.getPosixFilePermissions(from));
        client.setStat(to, new Attributes().perms(bits));
    }

    private Optional<Attributes> stat(String path) throws IOException {
        try {
            return Optional.of(client.stat(path));
        } catch (SftpException e) {
            if (e.getStatus() == SftpConstants.SSH_FX_NO_SUCH_FILE) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
