package dev.workbench.family;

import dev.workbench.error.WorkbenchException;
import dev.workbench.family.document.Reason;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/** Looks for task families on disk. */
public final class Families {
    private Families() {}

    /**
     * The directories of all families at or below a directory, sorted. Nothing is looked for inside a family, nor in
     * hidden directories, nor behind symbolic links.
     *
     * @throws WorkbenchException exit code 2, when the directory is none or something below cannot be read
     */
    public static List<Path> below(Path directory) {
        try {
            var root = directory.toRealPath();
            if (!Files.isDirectory(root)) {
                throw new NotDirectoryException(root.toString());
            }
            var search = new Search(root);
            Files.walkFileTree(root, search);
            return search.found.stream().sorted().toList();
        } catch (IOException e) {
            throw WorkbenchException.badInput("no_such_directory", "cannot look for task families: " + Reason.of(e))
                    .at(directory.toString())
                    .causedBy(e);
        }
    }

    private static final class Search extends SimpleFileVisitor<Path> {
        private final Path root;
        private final List<Path> found = new ArrayList<>();

        private Search(Path root) {
            this.root = root;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            if (FamilyLoader.looksLikeFamily(directory)) {
                found.add(directory);
                return FileVisitResult.SKIP_SUBTREE;
            }
            return !directory.equals(root)
                            && String.valueOf(directory.getFileName()).startsWith(".")
                    ? FileVisitResult.SKIP_SUBTREE
                    : FileVisitResult.CONTINUE;
        }
    }
}
