package dev.workbench.validate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The text files of a family, as many as an author can have written: what is large or binary is data. */
final class FamilyFiles {
    private static final long LARGEST = 1 << 20;
    private static final int MOST = 2_000;
    private static final int PROBED = 8_000;
    private static final Set<String> NOT_WRITTEN =
            Set.of(".git", "__pycache__", ".venv", "node_modules", ".pytest_cache");

    private FamilyFiles() {}

    static List<SourceFile> read(Path directory) {
        var found = new ArrayList<SourceFile>();
        try {
            Files.walkFileTree(directory, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
                    return NOT_WRITTEN.contains(String.valueOf(path.getFileName()))
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) throws IOException {
                    if (attributes.isRegularFile() && attributes.size() <= LARGEST && Files.isReadable(path)) {
                        add(directory, path, found);
                    }
                    return found.size() < MOST ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path path, IOException e) {
                    return FileVisitResult.CONTINUE; // told by the check that the family can be read
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        found.sort((a, b) -> a.name().compareTo(b.name()));
        return List.copyOf(found);
    }

    private static void add(Path directory, Path path, List<SourceFile> found) throws IOException {
        var text = Files.readString(path, StandardCharsets.ISO_8859_1);
        if (text.substring(0, Math.min(PROBED, text.length())).indexOf('\0') < 0) {
            found.add(new SourceFile(path, directory.relativize(path).toString(), text));
        }
    }
}
