package dev.workbench.validate;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.workbench.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What {@code outline.py} is told and what it answers. */
final class OutlineScript {
    private static final int OLDEST_MINOR = 11;

    private OutlineScript() {}

    /** The command that starts it: the script itself is an argument, so no file has to be anywhere. */
    static List<String> command(String python) {
        return List.of(python, "-I", "-c", text());
    }

    private static String text() {
        try (var in = Objects.requireNonNull(OutlineScript.class.getResourceAsStream("outline.py"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String request(Path file) {
        try {
            return Json.line(Map.of(
                            "file",
                            String.valueOf(file.getFileName()),
                            "source_b64",
                            Base64.getEncoder().encodeToString(Files.readAllBytes(file))))
                    + "\n";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The outlines, unless the answer is not whole or this Python is older than the main container's. */
    static Optional<Map<Path, Outline>> answer(List<Path> files, Iterator<String> lines) {
        try {
            if (!lines.hasNext() || !isRecent(lines.next())) {
                return Optional.empty();
            }
            var outlines = new HashMap<Path, Outline>();
            for (var file : files) {
                if (!lines.hasNext()) {
                    return Optional.empty();
                }
                outlines.put(file, Json.parse(lines.next(), Outline.class));
            }
            return Optional.of(outlines);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static boolean isRecent(String greeting) throws JsonProcessingException {
        var version = Json.mapper().readTree(greeting).path("python");
        return version.path(0).asInt() == 3 && version.path(1).asInt() >= OLDEST_MINOR;
    }
}
