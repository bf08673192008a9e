package dev.workbench.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Looks for a text wherever a secret could have been left: files, containers, layers of images. */
final class Traces {
    private Traces() {}

    /** The files that have the text in them. */
    static List<Path> filesWith(Path directory, String text) throws IOException {
        try (var files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> contains(file, text))
                    .toList();
        }
    }

    private static boolean contains(Path file, String text) {
        try {
            return new String(Files.readAllBytes(file), ISO_8859_1).contains(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The entries of what docker writes as a tar, layers of images looked into as well. */
    static List<String> entriesWith(String text, String... words) throws Exception {
        var process = process(words);
        var found = new ArrayList<String>();
        try (var stream = process.getInputStream()) {
            search(stream, text, "", found);
        }
        assertThat(process.waitFor()).isZero();
        return found;
    }

    private static void search(InputStream stream, String text, String outer, List<String> found) throws IOException {
        var tar = new TarArchiveInputStream(stream);
        var seen = 0;
        for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            seen++;
            if (!entry.isFile()) {
                continue;
            }
            if (entry.getName().endsWith("layer.tar")) {
                search(tar, text, entry.getName() + ":", found);
                continue;
            }
            if (new String(tar.readAllBytes(), ISO_8859_1).contains(text)) {
                found.add(outer + entry.getName());
            }
        }
        assertThat(seen).as("entries of " + outer).isPositive();
    }

    static String docker(String... words) throws Exception {
        var process = process(words);
        var text = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(text).isZero();
        return text;
    }

    private static Process process(String... words) throws IOException {
        var command = new ArrayList<>(List.of("docker"));
        command.addAll(List.of(words));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
