package dev.workbench.validate.report;

import dev.workbench.host.TestProgram;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Chromium without a window.
 *
 * @param program its path
 */
record Browser(Path program) {
    /** Debian's and Ubuntu's small variant, whose windows may be as narrow as a phone; then what people have. */
    private static final String SMALL = "chromium-headless-shell";

    private static final List<String> NAMES = List.of(SMALL, "chromium", "chromium-browser", "google-chrome");

    /** @throws IllegalStateException saying why there is none */
    static Browser ready() throws IOException, InterruptedException {
        return new Browser(TestProgram.ready(NAMES, List.of(SMALL, "chromium")));
    }

    /** Starts it for one page, and returns what it prints. */
    String browse(Path directory, String... words) throws IOException, InterruptedException {
        var command = Stream.concat(
                        Stream.of(
                                program.toString(),
                                program.endsWith(SMALL) ? "--headless" : "--headless=new",
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-dev-shm-usage",
                                "--hide-scrollbars"),
                        Stream.of(words))
                .toList();
        var out = directory.resolve("out");
        var err = directory.resolve("err");
        var process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly().waitFor();
            throw new IllegalStateException(command + " ended with " + process.exitValue() + "\n" + read(err));
        }
        return read(out);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
