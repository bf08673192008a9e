package dev.workbench.image;

import dev.workbench.error.ExitCode;
import dev.workbench.error.WorkbenchException;
import dev.workbench.family.content.KeyListing;
import dev.workbench.family.content.Sha256;
import dev.workbench.family.document.Reason;
import dev.workbench.json.Json;
import dev.workbench.vm.VmImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes a VM image as an {@link ImageFile}, which appears whole or not at all. */
public final class ImageFileWriter {
    private static final int CHUNK = 256 * 1024;
    /** Hashing with the host's library pays from the first byte of an image. */
    private static final long MUCH = 1L << 30;

    private final Map<String, String> sums = new LinkedHashMap<>();

    private ImageFileWriter() {}

    /**
     * Writes the file.
     *
     * @param archive the engine's archive of the image; closed
     * @return the size of the file in bytes
     */
    public static long write(Path file, VmImage image, KeyListing listing, InputStream archive) {
        try (archive) {
            var draft = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID());
            try {
                new ImageFileWriter().write(draft, image, listing, archive, Deflater.BEST_SPEED);
                Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                return Files.size(file);
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException e) {
            throw WorkbenchException.notReady("not_written", "the image cannot be written: " + Reason.of(e))
                    .at(file.toString())
                    .hint("see whether the directory exists, may be written, and has room")
                    .causedBy(e);
        }
    }

    private void write(Path draft, VmImage image, KeyListing listing, InputStream archive, int level)
            throws IOException {
        try (var zip = new ZipOutputStream(
                Files.newOutputStream(draft, StandardOpenOption.CREATE_NEW), StandardCharsets.UTF_8)) {
            zip.setLevel(level);
            var head = new ImageFile.Head(
                    ImageFile.FORMAT, image.key(), image.provider(), image.base(), image.family(), image.task());
            add(zip, ImageFile.HEAD, text(Json.pretty(head) + "\n"));
            add(zip, ImageFile.LISTING, text(listing.text()));
            add(zip, ImageFile.ARCHIVE, archive);
            add(zip, ImageFile.SUMS, text(ImageFile.sums(sums)));
        }
    }

    private void add(ZipOutputStream zip, String name, InputStream content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        try (var hasher = Sha256.hasher(MUCH)) {
            hasher.reset();
            var chunk = new byte[CHUNK];
            for (var read = content.read(chunk); read >= 0; read = content.read(chunk)) {
                if (Thread.currentThread().isInterrupted()) {
                    throw WorkbenchException.of(ExitCode.INTERRUPTED, "interrupted", "interrupted");
                }
                hasher.update(chunk, read);
                zip.write(chunk, 0, read);
            }
            sums.put(name, hasher.hex());
        }
        zip.closeEntry();
    }

    private static InputStream text(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
