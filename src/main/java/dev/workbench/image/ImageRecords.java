package dev.workbench.image;

import dev.workbench.family.content.KeyListing;
import dev.workbench.home.WholeFile;
import dev.workbench.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of baked images beside the images themselves: the listing that each one's key is the hash of, and
 * who used it when. It helps to explain and to choose; nothing breaks when it is gone or cannot be written.
 *
 * <p>For each image {@code <hex>.listing}, which is what its name says or else is ignored, and {@code <hex>.json}.
 */
public final class ImageRecords {
    private static final String LISTING = ".listing";
    private static final String USES = ".json";
    private static final int MOST_USES = 50;

    private final Path directory;

    /** @param directory where the records are; it may be missing */
    public ImageRecords(Path directory) {
        this.directory = directory;
    }

    /**
     * A task that was started from an image, or for which it was baked.
     *
     * @param directory the family's, on this machine
     * @param last when it did so last
     */
    public record Use(String family, String task, Path directory, Instant last) {
        boolean sameTask(Use other) {
            return task.equals(other.task) && directory.equals(other.directory);
        }
    }

    private record Uses(@Nullable List<Use> uses) {}

    /** What decided an image; empty when that is not recorded here, or the record is damaged. */
    public Optional<KeyListing> listing(String key) {
        try {
            var text = Files.readString(file(key, LISTING), StandardCharsets.UTF_8);
            return Optional.of(KeyListing.parse(text))
                    .filter(listing -> listing.key().equals(key));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Keeps what decides an image, before or after there is one. */
    public void keep(KeyListing listing) {
        quietly(() -> {
            var file = file(listing.key(), LISTING);
            if (!Files.exists(file)) {
                replace(file, listing.text());
            }
        });
    }

    /** The tasks that used an image, the latest first. */
    public List<Use> uses(String key) {
        try {
            return Optional.ofNullable(Json.read(file(key, USES), Uses.class).uses())
                    .orElse(List.of());
        } catch (IOException e) {
            return List.of();
        }
    }

    /** Whether this user baked or used an image, or looked at what decides it. */
    public boolean knows(String key) {
        return Files.exists(file(key, LISTING)) || Files.exists(file(key, USES));
    }

    /** Notes that a task starts from an image. */
    public void used(String key, Use use) {
        var uses = new ArrayList<>(uses(key));
        uses.removeIf(use::sameTask);
        uses.addFirst(use);
        var latest = uses.stream()
                .sorted(Comparator.comparing(Use::last).reversed())
                .limit(MOST_USES)
                .toList();
        quietly(() -> replace(file(key, USES), Json.pretty(new Uses(latest))));
    }

    /** Removes what is remembered of an image that is gone. */
    public void forget(String key) {
        quietly(() -> {
            Files.deleteIfExists(file(key, LISTING));
            Files.deleteIfExists(file(key, USES));
        });
    }

    private Path file(String key, String ending) {
        return directory.resolve(key.substring(key.indexOf(':') + 1) + ending);
    }

    private static void replace(Path file, String text) throws IOException {
        WholeFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static void quietly(Change change) {
        try {
            change.make();
        } catch (IOException e) {
            System.getLogger(ImageRecords.class.getName())
                    .log(System.Logger.Level.DEBUG, "the record of an image is not kept", e);
        }
    }

    @FunctionalInterface
    private interface Change {
        void make() throws IOException;
    }
}
