package dev.workbench.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workbench.family.content.KeyListing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageRecordsTest {
    private static final KeyListing LISTING =
            KeyListing.of("vm-image").value("base", "b").build();
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    @TempDir
    private Path temporary;

    @Test
    void aListingIsKeptUntilItIsForgotten() {
        var records = new ImageRecords(temporary.resolve("a/b"));
        assertThat(records.listing(LISTING.key())).isEmpty();
        records.keep(LISTING);
        records.keep(LISTING);
        assertThat(records.listing(LISTING.key()).orElseThrow().text()).isEqualTo(LISTING.text());
        records.forget(LISTING.key());
        records.forget(LISTING.key());
        assertThat(records.listing(LISTING.key())).isEmpty();
    }

    @Test
    void aDamagedListingIsNone() throws IOException {
        var records = new ImageRecords(temporary);
        records.keep(LISTING);
        try (var files = Files.list(temporary)) {
            Files.writeString(files.findFirst().orElseThrow(), "workbench-key 1 8:vm-image\n");
        }
        assertThat(records.listing(LISTING.key())).isEmpty();
    }

    @Test
    void theLatestUseOfEachTaskIsKept() {
        var records = new ImageRecords(temporary);
        records.used("sha256:1", use("main", "/a", NOON));
        records.used("sha256:1", use("hard", "/a", NOON.plusSeconds(1)));
        records.used("sha256:1", use("main", "/b", NOON.plusSeconds(2)));
        records.used("sha256:1", use("main", "/a", NOON.plusSeconds(3)));
        assertThat(records.uses("sha256:1"))
                .containsExactly(
                        use("main", "/a", NOON.plusSeconds(3)),
                        use("main", "/b", NOON.plusSeconds(2)),
                        use("hard", "/a", NOON.plusSeconds(1)));
        assertThat(records.uses("sha256:2")).isEmpty();
    }

    @Test
    void damagedUsesAreNoneAndTheNextUseMendsThem() throws IOException {
        var records = new ImageRecords(temporary);
        for (var content : new String[] {"", "\0\0", "{\"uses\": [{\"fam", "{}"}) {
            Files.writeString(temporary.resolve("1.json"), content);
            assertThat(records.uses("sha256:1")).as(content).isEmpty();
            records.used("sha256:1", use("main", "/a", NOON));
            assertThat(records.uses("sha256:1")).containsExactly(use("main", "/a", NOON));
        }
    }

    @Test
    void aClockThatWasWrongOnceLosesNoUse() {
        var records = new ImageRecords(temporary);
        records.used("sha256:1", use("main", "/a", NOON.plusSeconds(400_000_000)));
        records.used("sha256:1", use("hard", "/a", NOON));
        records.used("sha256:1", use("main", "/a", NOON.plusSeconds(1)));
        assertThat(records.uses("sha256:1"))
                .containsExactly(use("main", "/a", NOON.plusSeconds(1)), use("hard", "/a", NOON));
    }

    @Test
    void whereNothingCanBeWrittenNothingIsRemembered() throws IOException {
        var records = new ImageRecords(Files.writeString(temporary.resolve("file"), ""));
        records.keep(LISTING);
        records.used(LISTING.key(), use("main", "/a", NOON));
        records.forget(LISTING.key());
        assertThat(records.listing(LISTING.key())).isEmpty();
        assertThat(records.uses(LISTING.key())).isEmpty();
    }

    private static ImageRecords.Use use(String task, String directory, Instant last) {
        return new ImageRecords.Use("fam", task, Path.of(directory), last);
    }
}
