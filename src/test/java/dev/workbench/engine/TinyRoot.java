package dev.workbench.engine;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** The smallest root file system that runs a shell: a few of this machine's programs with the libraries they load. */
final class TinyRoot {
    private static final List<String> PROGRAMS = List.of(
            "sh",
            "cat",
            "chmod",
            "dd",
            "echo",
            "env",
            "head",
            "id",
            "ls",
            "mkdir",
            "rm",
            "sha256sum",
            "sleep",
            "stat",
            "stty",
            "touch",
            "wc");

    private TinyRoot() {}

    static InputStream tar() throws IOException, InterruptedException {
        var bytes = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(bytes)) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            directory(tar, "tmp/", 01777);
            directory(tar, "root/", 0700);
            directory(tar, "home/agent/", 0755);
            text(tar, "etc/passwd", "root:x:0:0::/root:/bin/sh\nagent:x:1000:1000::/home/agent:/bin/sh\n");
            text(tar, "etc/group", "root:x:0:\nagent:x:1000:\n");
            Set<String> libraries = new TreeSet<>();
            for (var name : PROGRAMS) {
                var program = find(name);
                libraries.addAll(libraries(program));
                file(tar, "bin/" + name, program);
            }
            for (var library : libraries) {
                file(tar, library.substring(1), Path.of(library));
            }
        }
        return new ByteArrayInputStream(bytes.toByteArray());
    }

    private static Path find(String name) {
        return Stream.of("/bin", "/usr/bin")
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("this machine has no " + name));
    }

    private static List<String> libraries(Path program) throws IOException, InterruptedException {
        var process = new ProcessBuilder("ldd", program.toString())
                .redirectErrorStream(true)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output.lines().flatMap(line -> path(line).stream()).toList();
    }

    private static Optional<String> path(String line) {
        return Stream.of(line.strip().split(" "))
                .filter(word -> word.startsWith("/"))
                .findFirst();
    }

    private static void directory(TarArchiveOutputStream tar, String name, int mode) throws IOException {
        var entry = new TarArchiveEntry(name);
        entry.setMode(mode);
        tar.putArchiveEntry(entry);
        tar.closeArchiveEntry();
    }

    private static void text(TarArchiveOutputStream tar, String name, String content) throws IOException {
        write(tar, name, 0644, content.getBytes(StandardCharsets.UTF_8));
    }

    private static void file(TarArchiveOutputStream tar, String name, Path source) throws IOException {
        write(tar, name, 0755, Files.readAllBytes(source));
    }

    private static void write(TarArchiveOutputStream tar, String name, int mode, byte[] content) throws IOException {
        var entry = new TarArchiveEntry(name, TarConstants.LF_NORMAL);
        entry.setMode(mode);
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
    }
}
