package dev.workbench.host;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Programs that a test needs and workbench does not: on Debian and Ubuntu they are installed, if that may be done. */
public final class TestProgram {
    private static final String INSTALL = """
            quiet() { apt-get -qq -o DPkg::Lock::Timeout=120 -o Acquire::Retries=2 -o Acquire::http::Timeout=30 "$@"; }
            install() { quiet install -y --no-install-recommends $1; }
            install "$1" || { quiet update; for packages; do install "$packages" && exit; done; exit 1; }
            """;

    private TestProgram() {}

    /**
     * The first of the programs that is on the {@code PATH}.
     *
     * @param names of programs that serve, the best first
     * @param packages lists of Debian packages that bring one, the best first
     * @throws IllegalStateException saying why there is none
     */
    public static Path ready(List<String> names, List<String> packages) throws IOException, InterruptedException {
        var found = find(names);
        if (found.isPresent()) {
            return found.get();
        }
        if (!System.getProperty("user.name").equals("root") || !Files.isExecutable(Path.of("/usr/bin/apt-get"))) {
            throw new IllegalStateException(
                    "no " + names.getFirst() + " on the PATH, and only root can install it, with apt-get");
        }
        var log = Files.createTempFile("install", ".log");
        try {
            var command = Stream.concat(
                            Stream.of("timeout", "--kill-after=10", "300", "sh", "-c", INSTALL, "sh"),
                            packages.stream())
                    .toList();
            var install = new ProcessBuilder(command)
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            install.environment().put("DEBIAN_FRONTEND", "noninteractive");
            int status = install.start().waitFor();
            var said = Files.readString(log, StandardCharsets.UTF_8);
            return find(names)
                    .orElseThrow(() -> new IllegalStateException(
                            names.getFirst() + " could not be installed: apt-get ended with " + status + "\n" + said));
        } finally {
            Files.delete(log);
        }
    }

    private static Optional<Path> find(List<String> names) {
        return names.stream()
                .flatMap(name -> Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                        .map(directory -> Path.of(directory, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
