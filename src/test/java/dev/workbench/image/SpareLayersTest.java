package dev.workbench.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workbench.family.Architecture;
import dev.workbench.family.BuildStep;
import dev.workbench.family.content.KeyListing;
import dev.workbench.vm.Machine;
import dev.workbench.vm.VmImage;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpareLayersTest {
    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant LONG_AGO = NOW.minus(Duration.ofDays(3));

    private final KeyListing listing = listing("one", "two", "three");
    private final VmImage image = image(listing.key(), "fam", LONG_AGO);
    private ImageRecords records;

    @BeforeEach
    void makeRecords(@TempDir Path directory) {
        records = new ImageRecords(directory);
    }

    @Test
    void theLayersOfAnImageThatStaysStay() {
        records.keep(listing);
        var own = layer(listing("one", "two"), LONG_AGO);
        var other = layer(listing("one", "zwei"), LONG_AGO);
        assertThat(new SpareLayers(records, List.of(image), NOW).of(List.of(own, other)))
                .containsExactly(other);
        assertThat(new SpareLayers(records, List.of(), NOW).of(List.of(own, other)))
                .containsExactly(own, other);
    }

    @Test
    void aLayerThatABakeMayBeAtStays() {
        var fresh = layer(listing("one"), NOW.minus(Duration.ofHours(23)));
        var fromTheFuture = layer(listing("two"), NOW.plus(Duration.ofDays(400)));
        assertThat(new SpareLayers(records, List.of(), NOW).of(List.of(fresh, fromTheFuture)))
                .isEmpty();
    }

    @Test
    void anImageThatNothingIsRecordedOfKeepsWhatMayBeItsOwn() {
        var perhaps = layer(listing("one"), LONG_AGO);
        var elsewhere = image(listing("a").key(), "other", LONG_AGO);
        assertThat(new SpareLayers(records, List.of(image), NOW).of(List.of(perhaps, elsewhere)))
                .containsExactly(elsewhere);
    }

    private static VmImage layer(KeyListing listing, Instant created) {
        return image(listing.key(), "fam", created);
    }

    private static VmImage image(String key, String family, Instant created) {
        return new VmImage(key, "docker", "id", "debian-12", Architecture.X64, family, "main", 1, created);
    }

    private static KeyListing listing(String... commands) {
        var steps = List.of(commands).stream()
                .map(command -> (BuildStep) new BuildStep.Shell(List.of(command)))
                .toList();
        var machine = new Machine(Architecture.X64, 1, 1);
        return ImageKey.listing("docker", "base", new Recipe("fam", "main", "debian-12", machine, steps, List.of()));
    }
}
