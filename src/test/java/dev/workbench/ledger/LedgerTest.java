package dev.workbench.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.workbench.error.ExitCode;
import dev.workbench.error.WorkbenchException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {
    private static final Resource NETWORK = Resource.network("wb-x-net");
    private static final Resource MAIN = Resource.container("wb-x-main");

    @TempDir
    private Path directory;

    private Path file = Path.of("");
    private Ledger ledger = new Ledger(file);

    @BeforeEach
    void open() {
        file = directory.resolve("ledger.jsonl");
        ledger = new Ledger(file);
    }

    @Test
    void anIntentIsOnDiskBeforeTheCreation() {
        ledger.create(MAIN, () -> {
            assertThat(new Ledger(file).outstanding()).containsExactly(MAIN);
            return "id";
        });
    }

    @Test
    void aCreationThatFailsStaysOutstandingForItMayHaveHappened() {
        assertThatThrownBy(() -> ledger.create(MAIN, () -> {
                    throw new IllegalStateException("cut off");
                }))
                .hasMessage("cut off");

        assertThat(ledger.outstanding()).containsExactly(MAIN);
    }

    @Test
    void outstandingIsNewestFirstAndLeavesOutWhatWasDeleted() {
        ledger.create(NETWORK, () -> "n");
        ledger.create(MAIN, () -> "m");
        assertThat(ledger.outstanding()).containsExactly(MAIN, NETWORK);

        ledger.delete(MAIN, () -> {});

        assertThat(ledger.outstanding()).containsExactly(NETWORK);
    }

    @Test
    void aLineThatACrashCutOffSwallowsNoLaterOne() throws Exception {
        ledger.create(NETWORK, () -> "n");
        Files.writeString(file, "{\"at\":\"2026-01-0", StandardOpenOption.APPEND);

        new Ledger(file).delete(NETWORK, () -> {});

        assertThat(new Ledger(file).outstanding()).isEmpty();
    }

    @Test
    void aSealedLedgerLetsNothingBeCreated() {
        ledger.seal();

        assertThatThrownBy(() -> ledger.create(MAIN, () -> "m"))
                .isInstanceOfSatisfying(
                        WorkbenchException.class, e -> assertThat(e.exit()).isEqualTo(ExitCode.INTERRUPTED));
        assertThat(ledger.outstanding()).isEmpty();
    }
}
