package dev.workbench.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workbench.remote.Shell;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A process of its own on a terminal of its own, which {@code script} makes. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class LocalTerminalIT {
    @Test
    void everyKeyGoesThroughAndTheFormerModeComesBack() throws Exception {
        var screen = onTerminal(probe() + "; echo status=$?; stty -a", "\u0003\u0004\r\u001bq");

        assertThat(screen)
                .contains("terminal xterm-256color 111x33")
                .contains("key 3\r\n", "key 4\r\n", "key 13\r\n", "key 27\r\n", "key 113\r\n")
                .contains("status=42");
        assertCooked(screen);
    }

    @Test
    void theFormerModeComesBackWhenTheProcessIsEnded() throws Exception {
        var screen = onTerminal(probe() + "; echo status=$?; stty -a", "t");

        assertThat(screen).contains("status=143");
        assertCooked(screen);
    }

    @Test
    void aNewSizeIsHeard() throws Exception {
        var screen = new ByteArrayOutputStream();
        var process = start("(sleep 6; stty -F /dev/tty rows 20 cols 60) & " + probe(), screen);
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(() -> screen.toString(StandardCharsets.UTF_8).contains("resized 60x20"));
        type(process, "q");
        assertThat(process.waitFor()).isEqualTo(TerminalProbe.STATUS);
    }

    @Test
    void withoutATerminalThereArePlainPipes() throws Exception {
        var process = new ProcessBuilder("sh", "-c", probe()).start();
        try (var keyboard = process.getOutputStream()) {
            keyboard.write("a\n".getBytes(StandardCharsets.UTF_8));
        }
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(said).isEqualTo("pipe\r\nkey 97\r\nkey 10\r\n");
        assertThat(process.waitFor()).isEqualTo(TerminalProbe.STATUS);
    }

    private static void assertCooked(String screen) {
        var settings = screen.substring(screen.indexOf("speed "));
        assertThat(settings)
                .containsPattern("\\sicanon")
                .containsPattern("\\sisig")
                .containsPattern("\\sopost");
        assertThat(settings).containsPattern("\\secho\\s").containsPattern("\\sicrnl");
    }

    /** Types the keys once the terminal is raw, and returns all that the screen showed. */
    private static String onTerminal(String program, String keys) throws IOException, InterruptedException {
        var screen = new ByteArrayOutputStream();
        var process = start(program, screen);
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(() -> screen.toString(StandardCharsets.UTF_8).contains("terminal "));
        type(process, keys);
        process.waitFor();
        Awaitility.await().until(() -> screen.toString(StandardCharsets.UTF_8).contains("echoctl"));
        return screen.toString(StandardCharsets.UTF_8);
    }

    private static Process start(String program, ByteArrayOutputStream screen) throws IOException {
        var sized = "stty rows 33 cols 111; " + program;
        var builder = new ProcessBuilder("script", "-qec", sized, "/dev/null").redirectErrorStream(true);
        builder.environment().put("TERM", "xterm-256color");
        builder.environment().put("SHELL", "/bin/sh");
        var process = builder.start();
        Thread.ofVirtual().start(() -> {
            try {
                process.getInputStream().transferTo(screen);
            } catch (IOException e) {
                // the screen is gone with its process
            }
        });
        return process;
    }

    private static void type(Process process, String keys) throws IOException {
        process.getOutputStream().write(keys.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
    }

    private static String probe() {
        return Shell.join(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                TerminalProbe.class.getName()));
    }
}
