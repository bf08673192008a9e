package dev.workbench.validate.report;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Chromium without a window. On Debian and Ubuntu it is installed when there is none, if that may be done.
 *
 * @param program its path
 */
record Browser(Path program) {
    /** Debian's and Ubuntu's small variant, whose windows may be as narrow as a phone; then what people have. */
    private static final String SMALL = "chromium-headless-shell";

    private static final List<String> NAMES = List.of(SMALL, "chromium", "chromium-browser", "google-chrome");

    private static final List<String> INSTALL = List.of(
            "timeout",
            "--kill-after=10",
            "300",
            "sh",
            "-c",
            "quiet() { apt-get -qq -o DPkg::Lock::Timeout=120 -o Acquire::Retries=2 -o Acquire::http::Timeout=30 \"$@\"; }\n"
                    + "install() { quiet install -y --no-install-recommends \"$1\"; }\n"
                    + "install " + SMALL + " || { quiet update; install " + SMALL + " || install chromium; }");

    /** @throws IllegalStateException saying why there is none */
    static Browser ready() throws IOException, InterruptedException {
        var found = find();
        if (found.isPresent()) {
            return found.get();
        }
        if (!System.getProperty("user.name").equals("root") || !Files.isExecutable(Path.of("/usr/bin/apt-get"))) {
            throw new IllegalStateException("no chromium on the PATH, and only root can install it, with apt-get");
        }
        var log = Files.createTempFile("browser", ".log");
        try {
            var install = new ProcessBuilder(INSTALL)
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            install.environment().put("DEBIAN_FRONTEND", "noninteractive");
            var status = install.start().waitFor();
            return find().orElseThrow(() -> new IllegalStateException(
                    "chromium could not be installed: apt-get ended with " + status + "\n" + read(log)));
        } finally {
            Files.delete(log);
        }
    }

    private static Optional<Browser> find() {
        return NAMES.stream()
                .flatMap(name -> Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                        .map(directory -> Path.of(directory, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .map(Browser::new);
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
