package dev.workbench.ssh;

import dev.workbench.error.WorkbenchException;
import dev.workbench.remote.Meter;
import dev.workbench.remote.ModeBits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClient.Attributes;

/**
 * Copies files and directories of a guest to this machine.
 *
 * <p>The guest is not trusted: names that lead elsewhere are refused, no link is written through, and links are made
 * last, so that none can be in the way of a file.
 */
final class SftpDownload {
    private static final int BUFFER_BYTES = 256 * 1024;

    private final SftpClient client;
    private final Meter meter;
    private final Map<Path, String> links = new LinkedHashMap<>();

    SftpDownload(SftpClient client, Meter meter) {
        this.client = client;
        this.meter = meter;
    }

    void copy(String from, Path to) throws IOException {
        var attributes = client.stat(from);
        if (attributes.isDirectory()) {
            if (!Files.isDirectory(to)) {
                Files.createDirectory(to);
            }
            fill(from, to, attributes);
        } else if (attributes.isRegularFile()) {
            file(from, to, attributes);
        } else {
            throw notAFile(from);
        }
        for (var link : links.entrySet()) {
            Files.deleteIfExists(link.getKey());
            Files.createSymbolicLink(link.getKey(), Path.of(link.getValue()));
        }
    }

    private void fill(String from, Path to, Attributes attributes) throws IOException {
        for (var entry : client.readEntries(from)) {
            var name = entry.getFilename();
            if (name.equals(".") || name.equals("..")) {
                continue;
            }
            if (name.isEmpty() || name.indexOf('/') >= 0 || name.indexOf('\0') >= 0) {
                throw WorkbenchException.provider(
                        "unsafe_name", "the VM names a file so that it would land elsewhere: '" + name + "'");
            }
            entry(from + "/" + name, to.resolve(name), entry.getAttributes());
        }
        Files.setPosixFilePermissions(to, ModeBits.permissions(attributes.getPermissions()));
    }

    private void entry(String from, Path to, Attributes attributes) throws IOException {
        if (attributes.isSymbolicLink()) {
            links.put(to, client.readLink(from));
        } else if (attributes.isDirectory()) {
            if (!Files.isDirectory(to, LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectory(to);
            }
            fill(from, to, attributes);
        } else if (attributes.isRegularFile()) {
            file(from, to, attributes);
        } else {
            throw notAFile(from);
        }
    }

    /** Through a draft beside it: the file appears whole, and replaces a link instead of following it. */
    private void file(String from, Path to, Attributes attributes) throws IOException {
        if (Files.isDirectory(to, LinkOption.NOFOLLOW_LINKS)) {
            throw WorkbenchException.badInput("is_a_directory", "this is a directory: " + to);
        }
        var draft = to.resolveSibling("." + UUID.randomUUID() + ".part");
        try {
            content(from, draft);
            Files.setPosixFilePermissions(draft, ModeBits.permissions(attributes.getPermissions()));
            Files.move(draft, to, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private void content(String from, Path draft) throws IOException {
        try (var in = client.read(from, BUFFER_BYTES);
                var out = Files.newOutputStream(draft, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            var bytes = new byte[BUFFER_BYTES];
            for (var n = in.read(bytes); n >= 0; n = in.read(bytes)) {
                out.write(bytes, 0, n);
                meter.moved(n);
            }
        }
    }

    private static WorkbenchException notAFile(String path) {
        return WorkbenchException.badInput("not_a_file", "neither a file, a directory nor a link on the VM: " + path);
    }
}
