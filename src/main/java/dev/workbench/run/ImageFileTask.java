package dev.workbench.run;

import dev.workbench.error.WorkbenchException;
import dev.workbench.image.ImageFile;
import dev.workbench.image.ImageFileWriter;
import dev.workbench.image.ImageRecords;
import dev.workbench.image.VmImages;
import dev.workbench.vm.ImageCapture;
import dev.workbench.vm.ImageTransfer;
import dev.workbench.vm.KnownBase;
import dev.workbench.vm.VmImage;
import dev.workbench.vm.VmProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Carries VM images between machines, each as one file. */
public final class ImageFileTask {
    private final Workbench workbench;
    private final ImageRecords records;

    public ImageFileTask(Workbench workbench) {
        this.workbench = workbench;
        this.records = new ImageRecords(workbench.home().vmImages());
    }

    /** @param bytes the size of the file */
    public record Exported(String key, Path file, long bytes) {}

    /**
     * Writes an image into a file.
     *
     * @param word the image's key or the beginning of it
     * @param replace whether a file of that name may be there
     */
    public Exported export(String word, Path given, boolean replace) {
        var images = new VmImages(workbench.parts().providers(), records);
        var image = images.find(word);
        var file = workbench.directory().resolve(given);
        if (Files.exists(file) && (!replace || !Files.isRegularFile(file))) {
            throw WorkbenchException.badInput("file_exists", "there is something of this name already")
                    .at(file.toString())
                    .hint(Files.isRegularFile(file) ? "add --force to replace it" : "give the name of a new file");
        }
        var listing = images.listing(image);
        var provider = transfer(workbench.parts().providers().named(image.provider()));
        try (var phase = workbench.progress().phase("export image")) {
            var base = VmImages.base(listing);
            var bytes = ImageFileWriter.write(file, image, listing, provider.archive(image, base));
            phase.done();
            return new Exported(image.key(), file, bytes);
        }
    }

    /**
     * @param cache {@code hit} when the image was there already, else {@code miss}
     * @param sameBase whether this machine's tasks start from the same base image, and so find the image
     */
    public record Imported(String key, String provider, String family, String task, String cache, boolean sameBase) {}

    /** Takes in an image from a file, which is checked whole before. */
    public Imported importFrom(Path given, boolean adoptBase) {
        try (var phase = workbench.progress().phase("check the file");
                var file = ImageFile.open(workbench.directory().resolve(given))) {
            phase.done();
            var provider = workbench.parts().providers().named(file.head().provider());
            var there = provider.ability(ImageCapture.class)
                    .flatMap(capture -> capture.find(file.head().key()))
                    .isPresent();
            if (!there || adoptBase) {
                takeIn(file, provider, adoptBase);
            }
            records.keep(file.listing());
            return new Imported(
                    file.head().key(),
                    provider.name(),
                    file.head().family(),
                    file.head().task(),
                    there ? "hit" : "miss",
                    sameBase(provider, file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void takeIn(ImageFile file, VmProvider provider, boolean adoptBase) throws IOException {
        try (var phase = workbench.progress().phase("import image");
                var archive = file.archive()) {
            VmImage image =
                    transfer(provider).takeIn(archive, file.names(), file.head().key(), adoptBase);
            phase.done(image.family() + "/" + image.task());
        }
    }

    private boolean sameBase(VmProvider provider, ImageFile file) {
        var same = provider.ability(KnownBase.class)
                .flatMap(known -> known.knownBase(file.head().base()))
                .equals(Optional.of(file.base()));
        if (!same) {
            workbench
                    .progress()
                    .warn("tasks on this machine start from another base image and will not find the imported one;"
                            + " --adopt-base takes over the file's base image");
        }
        return same;
    }

    private static ImageTransfer transfer(VmProvider provider) {
        return provider.ability(ImageTransfer.class)
                .orElseThrow(() -> WorkbenchException.provider(
                                "not_transferable",
                                "images of the provider '" + provider.name() + "' stay where they are")
                        .hint("qemu and docker have images that can be carried"));
    }
}
