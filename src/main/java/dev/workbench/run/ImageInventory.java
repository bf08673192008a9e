package dev.workbench.run;

import dev.workbench.environment.Environment;
import dev.workbench.image.ImageRecords;
import dev.workbench.image.Protections;
import dev.workbench.vm.AccountImage;
import dev.workbench.vm.Protection;
import dev.workbench.vm.VmImage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What is known of baked images beyond the images themselves: who uses them, and since when nobody did. */
final class ImageInventory {
    private final ImageRecords records;
    private final Protections protections;
    private final List<Environment> environments;

    private ImageInventory(ImageRecords records, Protections protections, List<Environment> environments) {
        this.records = records;
        this.protections = protections;
        this.environments = environments;
    }

    static ImageInventory of(Workbench workbench) {
        return new ImageInventory(
                new ImageRecords(workbench.home().vmImages()),
                new Protections(workbench.home().protectedImages()),
                workbench.environments().all());
    }

    ImageRecords records() {
        return records;
    }

    boolean isProtected(VmImage image) {
        return protections.contains(image.key())
                || image.account()
                        .map(account -> Protection.holds(account.tags(), Instant.now()))
                        .orElse(false);
    }

    Optional<Instant> lastUsed(VmImage image) {
        return records.uses(image.key()).stream().findFirst().map(ImageRecords.Use::last);
    }

    /** The tasks that were started from the image, the latest first: {@code directory/task}. */
    List<String> tasks(VmImage image) {
        return records.uses(image.key()).stream()
                .map(use -> use.directory().resolve(use.task()).toString())
                .toList();
    }

    /** The ids of this machine's environments that need the image: its VM runs from it, or may be about to. */
    List<String> environments(VmImage image) {
        return environments.stream()
                .filter(environment -> needs(environment, image))
                .map(Environment::id)
                .toList();
    }

    /** The same, and what an account says of VMs that other machines started. */
    List<String> users(VmImage image) {
        var elsewhere = image.account().map(AccountImage::environments).orElse(List.of());
        return Stream.concat(environments(image).stream(), elsewhere.stream())
                .distinct()
                .toList();
    }

    private boolean needs(Environment environment, VmImage image) {
        var record = environment.record();
        if (record.vm().isPresent()) {
            return record.vm().get().imageKey().equals(image.key());
        }
        var starting = record.started().isEmpty();
        return starting
                && (isFor(record.family(), record.task(), record.purpose(), image.family(), image.task())
                        || records.uses(image.key()).stream()
                                .anyMatch(use -> isFor(
                                        record.family(), record.task(), record.purpose(), use.family(), use.task())));
    }

    /** An environment of a build has no task of its own. */
    private static boolean isFor(String family, String task, String purpose, String ofFamily, String ofTask) {
        return family.equals(ofFamily) && (purpose.equals("build") || task.equals(ofTask));
    }
}
