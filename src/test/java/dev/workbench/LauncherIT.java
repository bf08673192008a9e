package dev.workbench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher, in a copy of the repository whose {@code mvnw} only notes that it was called. */
class LauncherIT {
    private static final Path REPOSITORY = Path.of("").toAbsolutePath();

    /** Not even for root. Most tests start faster without making a cache first. */
    private static final String UNWRITABLE = "/proc";

    @TempDir
    Path temporary;

    private Path repository;
    private Path cache;

    @BeforeEach
    void copyTheRepository() throws IOException {
        repository = Files.createDirectory(temporary.resolve("repository"));
        cache = temporary.resolve("cache");
        Files.createDirectories(repository.resolve("src/main"));
        Files.createDirectories(repository.resolve("target"));
        for (var file :
                List.of("workbench", "pom.xml", ".mvn", "src/build", "target/workbench.jar", "target/libraries.jar")) {
            Files.createSymbolicLink(repository.resolve(file), REPOSITORY.resolve(file));
        }
        Files.delete(repository.resolve("workbench"));
        Files.copy(REPOSITORY.resolve("workbench"), repository.resolve("workbench"));
        writeMvnw("echo built >>builds; touch target/built");
        Files.createFile(repository.resolve("target/built"));
    }

    @Test
    void startsThroughASymbolicLinkFromAnyDirectory() throws Exception {
        var link = Files.createSymbolicLink(temporary.resolve("link"), Path.of("repository/workbench"));
        var result = start(link, Map.of(), "--version");
        assertThat(result.out()).startsWith("workbench ");
        assertThat(result.code()).isZero();
    }

    @Test
    void aDirectoryThatIsGoneIsSaidInAWord() throws Exception {
        var gone = Files.createDirectory(temporary.resolve("gone"));
        var process = new ProcessBuilder(
                        "sh",
                        "-c",
                        "rmdir \"$1\" && \"$0\" --version",
                        repository.resolve("workbench").toString(),
                        gone.toString())
                .directory(gone.toFile())
                .start();

        assertThat(new String(process.getErrorStream().readAllBytes(), UTF_8))
                .contains("error: the current directory does not exist any more")
                .doesNotContain("java");
        assertThat(process.waitFor()).isEqualTo(2);
    }

    @Test
    void anOutputThatIsLostIsAFailure() throws Exception {
        var process = new ProcessBuilder(repository.resolve("workbench").toString(), "--help")
                .redirectOutput(Path.of("/dev/full").toFile())
                .start();

        assertThat(new String(process.getErrorStream().readAllBytes(), UTF_8))
                .contains("error: the output is not complete: No space left on device");
        assertThat(process.waitFor()).isEqualTo(3);
    }

    @Test
    void saysNothingOnceItIsBuiltAndTrained() throws Exception {
        startWithCache("--version");
        var second = startWithCache("--version");
        assertThat(second.err()).isEmpty();
        assertThat(startWithCache("config", "show").err()).isEmpty();
        assertThat(builds()).isZero();
        assertThat(caches())
                .hasSize(2)
                .allSatisfy(file -> assertThat(Files.size(file)).isPositive());
    }

    @Test
    void buildsOnceWhenASourceIsNewerThanTheBuild() throws Exception {
        changeASource();
        var result = start("--version");
        start("--version");
        assertThat(result.err()).contains("workbench: building");
        assertThat(result.out()).startsWith("workbench ").doesNotContain("building");
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void startsAtTheSameTimeBuildOnce() throws Exception {
        writeMvnw("sleep 1; echo built >>builds; touch target/built");
        changeASource();
        var starts = new ArrayList<Process>();
        for (var i = 0; i < 3; i++) {
            starts.add(process(repository.resolve("workbench"), Map.of(), "--version"));
        }
        for (var each : starts) {
            assertThat(each.waitFor()).isZero();
        }
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void aBuildThatFailsIsShownAndEndsWithThree() throws Exception {
        writeMvnw("echo '[ERROR] Main.java:[1,1] wrong'; exit 1");
        changeASource();
        var result = start("--version");
        assertThat(result.code()).isEqualTo(3);
        assertThat(result.err()).contains("Main.java:[1,1] wrong", "error: workbench could not be built", "hint:");
        assertThat(result.out()).isEmpty();
    }

    @Test
    void aCacheThatCannotBeWrittenIsDoneWithout() throws Exception {
        var result = start(repository.resolve("workbench"), Map.of("XDG_CACHE_HOME", UNWRITABLE), "--version");
        assertThat(result.code()).isZero();
        assertThat(result.err()).isEmpty();
    }

    @Test
    void aDamagedCacheIsDoneWithout() throws Exception {
        startWithCache("--version");
        for (var file : caches()) {
            Files.writeString(file, "damaged");
        }
        for (var words : List.of(new String[] {"--version"}, new String[] {"config", "show"})) {
            var result = startWithCache(words);
            assertThat(result.code()).isZero();
            assertThat(result.err()).isEmpty();
        }
    }

    @Test
    void anOldJdkInTheEnvironmentIsPassedOver() throws Exception {
        var old = temporary.resolve("jdk-17");
        Files.createDirectories(old.resolve("bin"));
        Files.createFile(
                old.resolve("bin/javac"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        Files.writeString(old.resolve("release"), "JAVA_VERSION=\"17.0.15\"\n");
        var environment = Map.of("JAVA_HOME", old.toString(), "PATH", javaHome().resolve("bin") + ":/usr/bin:/bin");
        assertThat(start(repository.resolve("workbench"), environment, "--version")
                        .code())
                .isZero();
    }

    @Test
    void withoutAJdkItSaysWhatToInstall() throws Exception {
        var script = ". " + repository.resolve(".mvn/find-jdk.sh") + "; jdk_places=/nowhere/*; PATH=/nowhere; find_jdk";
        var result = result(new ProcessBuilder("/bin/sh", "-c", "unset JAVA_HOME; " + script).start());
        assertThat(result.code()).isEqualTo(3);
        assertThat(result.err()).contains("needs a JDK 25 or newer", "JAVA_HOME (not set)", "hint: install one");
    }

    @Test
    void argumentsKeepTheirCharactersInThePosixLocale() throws Exception {
        var result = start(repository.resolve("workbench"), Map.of("LC_ALL", "POSIX"), "prüfen");
        assertThat(result.err()).contains("prüfen");
        assertThat(result.code()).isEqualTo(2);
    }

    private record Result(int code, String out, String err) {}

    private Result start(String... arguments) throws Exception {
        return start(repository.resolve("workbench"), Map.of(), arguments);
    }

    private Result startWithCache(String... arguments) throws Exception {
        return start(repository.resolve("workbench"), Map.of("XDG_CACHE_HOME", cache.toString()), arguments);
    }

    private Result start(Path launcher, Map<String, String> environment, String... arguments) throws Exception {
        return result(process(launcher, environment, arguments));
    }

    private Process process(Path launcher, Map<String, String> environment, String... arguments) throws IOException {
        var command = Stream.concat(Stream.of(launcher.toString()), Stream.of(arguments))
                .toList();
        var builder = new ProcessBuilder(command).directory(temporary.toFile());
        builder.environment().put("XDG_CACHE_HOME", UNWRITABLE);
        builder.environment().put("JAVA_HOME", javaHome().toString());
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static Path javaHome() {
        return Path.of(System.getProperty("java.home"));
    }

    private static Result result(Process process) throws Exception {
        var err = new String(process.getErrorStream().readAllBytes(), UTF_8);
        var out = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Result(process.waitFor(), out, err);
    }

    private void writeMvnw(String commands) throws IOException {
        var mvnw = Files.writeString(repository.resolve("mvnw"), "#!/bin/sh\n" + commands + "\n");
        Files.setPosixFilePermissions(mvnw, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** Dates the build back, so that the source is newer in any file system's clock. */
    private void changeASource() throws IOException {
        var before = FileTime.from(Instant.now().minusSeconds(60));
        Files.setLastModifiedTime(repository.resolve("target/built"), before);
        Files.writeString(repository.resolve("src/main/Changed.java"), "class Changed {}");
    }

    private long builds() throws IOException {
        var log = repository.resolve("builds");
        return Files.exists(log) ? Files.readAllLines(log).size() : 0;
    }

    private List<Path> caches() throws IOException {
        try (var files = Files.list(cache.resolve("workbench/aot"))) {
            return files.toList();
        }
    }
}
