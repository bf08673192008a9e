package dev.workbench.base;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Files that ship inside the program, on its class path. */
public final class Bundled {
    private Bundled() {}

    /**
     * A file beside a class.
     *
     * @param name relative to the class's package
     */
    public static byte[] file(Class<?> beside, String name) {
        try (var stream = Objects.requireNonNull(beside.getResourceAsStream(name), name)) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All files below a directory of the class path ({@code /a/b}), by their relative path, sorted. */
    static Map<String, byte[]> tree(String directory) {
        try {
            var uri = Objects.requireNonNull(Bundled.class.getResource(directory), directory)
                    .toURI();
            if (!uri.getScheme().equals("jar")) {
                return files(Path.of(uri));
            }
            // By its path, for there can be only one file system at a time that is made by its URI.
            var file = URI.create(uri.getRawSchemeSpecificPart().split("!", 2)[0]);
            try (var jar = FileSystems.newFileSystem(Path.of(file))) {
                return files(jar.getPath(directory));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, byte[]> files(Path root) throws IOException {
        var found = new TreeMap<String, byte[]>();
        try (var walk = Files.walk(root)) {
            for (var path : (Iterable<Path>) walk.filter(Files::isRegularFile)::iterator) {
                found.put(root.relativize(path).toString(), Files.readAllBytes(path));
            }
        }
        return found;
    }
}
