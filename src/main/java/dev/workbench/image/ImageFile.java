package dev.workbench.image;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.workbench.error.ExitCode;
import dev.workbench.error.WorkbenchException;
import dev.workbench.family.content.KeyListing;
import dev.workbench.family.content.Sha256;
import dev.workbench.json.Json;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * A VM image as one file, checked whole when it is opened.
 *
 * <p>A ZIP archive of four files: {@value #HEAD} says what it is, {@value #LISTING} is what the image's key is the SHA-256
 * of, {@value #ARCHIVE} is the engine's archive, and {@value #SUMS} has the SHA-256 of the others in the form that {@code
 * sha256sum -c} reads.
 */
public final class ImageFile implements Closeable {
    static final String HEAD = "workbench-image.json";
    static final String LISTING = "listing.txt";
    static final String ARCHIVE = "image.tar";
    static final String SUMS = "SHA256SUMS";
    static final String FORMAT = "workbench-vm-image-1";

    private static final int CHUNK = 256 * 1024;
    private static final int LARGEST_TEXT = 64 << 20;

    private final Path path;
    private final ZipFile zip;
    private final Head head;
    private final KeyListing listing;
    private final List<String> names;

    private ImageFile(Path path, ZipFile zip) throws IOException {
        this.path = path;
        this.zip = zip;
        this.head = readHead();
        checkSums();
        this.listing = KeyListing.parse(text(LISTING));
        if (!listing.key().equals(head.key())) {
            throw damaged(path, "its listing is not that of the image " + head.key());
        }
        this.names = archiveNames();
    }

    /** What a file says of itself. */
    public record Head(String format, String key, String provider, String base, String family, String task) {}

    /** @throws WorkbenchException (exit code 2) when it is no such file, or not as it was written */
    public static ImageFile open(Path path) {
        try {
            var zip = new ZipFile(path.toFile(), StandardCharsets.UTF_8);
            try {
                return new ImageFile(path, zip);
            } catch (RuntimeException | IOException e) {
                zip.close();
                throw e;
            }
        } catch (NoSuchFileException e) {
            throw WorkbenchException.badInput("no_such_file", "there is no such file")
                    .at(path.toString());
        } catch (ZipException e) {
            throw foreign(path).causedBy(e);
        } catch (IOException e) {
            throw damaged(path, "it cannot be read: " + e.getMessage()).causedBy(e);
        }
    }

    public Head head() {
        return head;
    }

    public KeyListing listing() {
        return listing;
    }

    /** The identity of the base image that the image was made from. */
    public String base() {
        return ListedInputs.of(listing)
                .map(ListedInputs::base)
                .orElseThrow(() -> damaged(path, "its listing is of another version of workbench"));
    }

    /** The names of the images in the archive. */
    public List<String> names() {
        return names;
    }

    /** The engine's archive. */
    public InputStream archive() {
        try {
            return entry(ARCHIVE);
        } catch (IOException e) {
            throw damaged(path, "it cannot be read: " + e.getMessage()).causedBy(e);
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    private Head readHead() throws IOException {
        if (zip.getEntry(HEAD) == null) {
            throw foreign(path);
        }
        try {
            var read = Json.parse(text(HEAD), Head.class);
            if (!FORMAT.equals(read.format())) {
                throw foreign(path).hint("a later version of workbench may have written it");
            }
            return read;
        } catch (JsonProcessingException e) {
            throw damaged(path, HEAD + " in it cannot be read").causedBy(e);
        }
    }

    private InputStream entry(String name) throws IOException {
        var entry = zip.getEntry(name);
        if (entry == null) {
            throw damaged(path, name + " is missing in it");
        }
        return zip.getInputStream(entry);
    }

    private String text(String name) throws IOException {
        try (var in = entry(name)) {
            return new String(in.readNBytes(LARGEST_TEXT), StandardCharsets.UTF_8);
        }
    }

    private void checkSums() throws IOException {
        var sums = new LinkedHashMap<String, String>();
        text(SUMS)
                .lines()
                .filter(line -> line.length() > 66)
                .forEach(line -> sums.put(line.substring(66), line.substring(0, 64)));
        for (var name : List.of(HEAD, LISTING, ARCHIVE)) {
            if (!sum(name).equals(sums.get(name))) {
                throw damaged(path, "the checksum of " + name + " in it is wrong");
            }
        }
    }

    private String sum(String name) throws IOException {
        try (var in = entry(name);
                var hasher = Sha256.hasher(zip.getEntry(name).getSize())) {
            hasher.reset();
            var chunk = new byte[CHUNK];
            for (var read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                if (Thread.currentThread().isInterrupted()) {
                    throw WorkbenchException.of(ExitCode.INTERRUPTED, "interrupted", "interrupted");
                }
                hasher.update(chunk, read);
            }
            return hasher.hex();
        }
    }

    /** Only images of this provider and their bases may come in: a file must not replace anything else by its name. */
    private List<String> archiveNames() throws IOException {
        var found = new ArrayList<String>();
        for (var image : archiveManifest()) {
            for (var tag : image.path("RepoTags")) {
                if (!tag.asText().matches("workbench/(qemu|vm)(-[a-z0-9.-]+)?:[0-9a-f]{12,16}")) {
                    throw damaged(path, "it holds an image of the foreign name '" + tag.asText() + "'");
                }
                found.add(tag.asText());
            }
        }
        return List.copyOf(found);
    }

    private JsonNode archiveManifest() throws IOException {
        try (var tar = new TarArchiveInputStream(entry(ARCHIVE), StandardCharsets.UTF_8.name())) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (entry.getName().equals("manifest.json")) {
                    return Json.mapper().readTree(tar.readNBytes(LARGEST_TEXT));
                }
            }
        }
        throw damaged(path, ARCHIVE + " in it is no archive of an engine");
    }

    private static WorkbenchException foreign(Path path) {
        return WorkbenchException.badInput("no_image_file", "this is no file that 'vm images export' wrote")
                .at(path.toString())
                .hint("was it downloaded whole?");
    }

    private static WorkbenchException damaged(Path path, String how) {
        return WorkbenchException.badInput("damaged_image_file", "the file is damaged: " + how)
                .at(path.toString())
                .hint("copy it again from where it was exported; nothing was imported");
    }

    /** The sums as they stand in the file. */
    static String sums(Map<String, String> byName) {
        var text = new StringBuilder();
        byName.forEach((name, sum) -> text.append(sum).append("  ").append(name).append('\n'));
        return text.toString();
    }
}
