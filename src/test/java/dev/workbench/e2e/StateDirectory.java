package dev.workbench.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workbench.home.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What launchers write into their state directory, as another process sees it. */
public record StateDirectory(Home home) {
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final Duration PAUSE = Duration.ofMillis(5);

    /** @param path the launchers' {@code XDG_STATE_HOME} */
    public static StateDirectory at(Path path) {
        return new StateDirectory(Home.of(Map.of("XDG_STATE_HOME", path.toString())));
    }

    /** The ids of the environments there. */
    public List<String> environments() {
        if (!Files.isDirectory(home.environments())) {
            return List.of();
        }
        try (var found = Files.list(home.environments())) {
            return found.map(each -> each.getFileName().toString()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Waits until the process has written so often into the ledger of its environment.
     *
     * @param start how the environment's id begins
     * @param narration what the process says, for the case that it ends too soon
     * @return the environment's id
     */
    public String awaitEntries(int count, String start, Process process, Path narration)
            throws IOException, InterruptedException {
        var deadline = Instant.now().plus(LIMIT);
        while (true) {
            for (var id : environments()) {
                if (id.startsWith(start) && entries(id) >= count) {
                    return id;
                }
            }
            assertThat(process.isAlive()).as(Files.readString(narration)).isTrue();
            assertThat(Instant.now()).isBefore(deadline);
            Thread.sleep(PAUSE);
        }
    }

    private long entries(String environment) {
        var ledger = home.environment(environment).ledger();
        if (!Files.exists(ledger)) {
            return 0;
        }
        try (var lines = Files.lines(ledger)) {
            return lines.filter(line -> !line.isBlank()).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
