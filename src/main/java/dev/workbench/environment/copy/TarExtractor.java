package dev.workbench.environment.copy;

import dev.workbench.error.WorkbenchException;
import dev.workbench.progress.Progress;
import dev.workbench.remote.ModeBits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * Unpacks a tar that is not trusted into a directory of this machine.
 *
 * <p>Absolute names and {@code ..} are refused; nothing is written through a link, be it there before or from the tar,
 * whose links are made last; owners, set-id bits and devices do not count.
 */
final class TarExtractor {
    private final Path root;
    private final Progress progress;
    private final Set<Path> directories = new HashSet<>();
    private final Map<Path, Integer> directoryModes = new LinkedHashMap<>();
    private final Map<Path, String> links = new LinkedHashMap<>();

    TarExtractor(Path root, Progress progress) {
        this.root = root;
        this.progress = progress;
        this.directories.add(root);
    }

    void extract(InputStream stream) throws IOException {
        var tar = Tars.reading(stream);
        for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            unpack(tar, entry);
        }
        for (var link : links.entrySet()) {
            Files.deleteIfExists(link.getKey());
            Files.createSymbolicLink(link.getKey(), Path.of(link.getValue()));
        }
        for (var directory : List.copyOf(directoryModes.entrySet()).reversed()) {
            Files.setPosixFilePermissions(directory.getKey(), ModeBits.permissions(directory.getValue()));
        }
    }

    private void unpack(TarArchiveInputStream tar, TarArchiveEntry entry) throws IOException {
        var path = place(entry.getName());
        if (entry.isDirectory()) {
            directory(path);
            directoryModes.put(path, entry.getMode());
            return;
        }
        directory(parent(path));
        if (entry.isSymbolicLink()) {
            links.put(path, entry.getLinkName());
        } else if (entry.isLink()) {
            hardLink(path, place(entry.getLinkName()));
        } else if (entry.isFIFO() || entry.isCharacterDevice() || entry.isBlockDevice()) {
            progress.warn("not copied, as it is neither a file, a directory nor a link: " + entry.getName());
        } else {
            file(tar, entry, path);
        }
    }

    private Path place(String name) {
        var path = Path.of(name);
        var unsafe = path.isAbsolute() || name.indexOf('\0') >= 0 || path.startsWith("..");
        for (var part : path) {
            unsafe |= part.toString().equals("..");
        }
        if (unsafe) {
            throw refused(name, "leads elsewhere");
        }
        return root.resolve(path).normalize();
    }

    private Path parent(Path path) {
        var parent = path.getParent();
        return parent == null ? root : parent;
    }

    /** Makes sure that every directory from the root down to this one is a real one. */
    private void directory(Path path) throws IOException {
        if (directories.contains(path)) {
            return;
        }
        directory(parent(path));
        if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                throw refused(path.toString(), "is a link or a file where a directory is to be");
            }
            Files.createDirectory(path);
        }
        directories.add(path);
    }

    private void file(TarArchiveInputStream tar, TarArchiveEntry entry, Path path) throws IOException {
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            throw refused(path.toString(), "is a directory where a file is to be");
        }
        var draft = path.resolveSibling("." + UUID.randomUUID() + ".part");
        try {
            try (var out = Files.newOutputStream(draft, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                tar.transferTo(out);
            }
            Files.setPosixFilePermissions(draft, ModeBits.permissions(entry.getMode()));
            Files.setLastModifiedTime(draft, entry.getLastModifiedTime());
            Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private void hardLink(Path path, Path target) throws IOException {
        directory(parent(target));
        if (!Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)) {
            throw refused(path.toString(), "is a hard link to what was not copied");
        }
        Files.deleteIfExists(path);
        Files.createLink(path, target);
    }

    private static WorkbenchException refused(String name, String why) {
        return WorkbenchException.badInput("unsafe_copy", "not copied: '" + name + "' " + why);
    }
}
