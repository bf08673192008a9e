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
    void anotherProcessMayRemoveAllOfItInTheMiddleOfADeletion() {
        ledger.create(MAIN, () -> "m");

        ledger.delete(MAIN, () -> {
            assertThat(file.toFile().delete()).isTrue();
            assertThat(ledger.unsettled(MAIN)).isFalse();
        });

        assertThat(file).doesNotExist();
        assertThat(ledger.outstanding()).isEmpty();
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

    @Test
    void anInterruptDoesNotBreakOffACreationButIsNotForgotten() {
        Thread.currentThread().interrupt();

        var created = ledger.create(MAIN, () -> {
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
            return "id";
        });

        assertThat(created).isEqualTo("id");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void aCallThatAKilledProcessMadeIsUnsettledUntilItMustHaveEnded() throws Exception {
        ledger.create(NETWORK, () -> {
            assertThat(new Ledger(file).unsettled(NETWORK)).isTrue();
            return "id";
        });
        assertThat(new Ledger(file).unsettled(NETWORK)).isFalse();

        var old =
                "{\"at\":\"2020-01-01T00:00:00Z\",\"act\":\"INTENDED\",\"kind\":\"container\",\"name\":\"wb-x-main\"}\n";
        Files.writeString(file, old, StandardOpenOption.APPEND);
        assertThat(new Ledger(file).outstanding()).contains(MAIN);
        assertThat(new Ledger(file).unsettled(MAIN)).isFalse();
    }

    @Test
    void aCreationThatFailedHereIsSettled() {
        assertThatThrownBy(() -> ledger.create(MAIN, () -> {
                    throw new IllegalStateException("refused");
                }))
                .hasMessage("refused");

        assertThat(ledger.unsettled(MAIN)).isFalse();
    }
}
