package dev.workbench.family.content;

import dev.workbench.error.WorkbenchException;
import dev.workbench.family.document.Place;
import dev.workbench.family.document.Problems;
import dev.workbench.family.document.Quoted;
import dev.workbench.family.document.Reason;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Lists what a directory contains.
 *
 * <p>Left out everywhere are what tools leave behind ({@value #CACHES}), and at the top of a family also version
 * control's own directories and {@code .env}, which holds secrets. A {@code .git} further down is content: tasks are
 * made of such repositories. Sockets, pipes, devices, unreadable files and names that are not UTF-8 are errors.
 */
public final class ContentScanner {
    static final String CACHES = "__pycache__ .pytest_cache .mypy_cache .ruff_cache .DS_Store";

    private static final Set<String> LEFT_OUT = Set.of(CACHES.split(" "));
    private static final Set<String> LEFT_OUT_AT_TOP = Set.of(".git", ".hg", ".svn", ".env");

    /** Less than this is hashed in less time than its memory takes to write and read. */
    private static final long WORTH_REMEMBERING = 8L << 20;

    private final boolean wholeFamily;
    private final boolean anyLink;
    private final Set<Path> without;
    private final Optional<Path> memories;

    private ContentScanner(boolean wholeFamily, boolean anyLink, Set<Path> without, Optional<Path> memories) {
        this.wholeFamily = wholeFamily;
        this.anyLink = anyLink;
        this.without = without;
        this.memories = memories;
    }

    /** For a whole family, whose symbolic links are kept as they are: nothing is read through them. */
    public static ContentScanner ofFamily() {
        return new ContentScanner(true, true, Set.of(), Optional.empty());
    }

    /** For what is copied into a machine: a symbolic link that leads outside of it, or nowhere, is an error. */
    public static ContentScanner ofSource() {
        return new ContentScanner(false, false, Set.of(), Optional.empty());
    }

    /** For a directory that goes into a container as it is, such as an agent with its virtual environment. */
    public static ContentScanner ofDirectory() {
        return new ContentScanner(false, true, Set.of(), Optional.empty());
    }

    /** For a whole family that is copied into a machine: as strict about links, and without what is no content. */
    public static ContentScanner ofFamilyAsSource() {
        return new ContentScanner(true, false, Set.of(), Optional.empty());
    }

    /** Leaves out these files too, such as an env file that lies in the family; absolute paths. */
    public ContentScanner without(Set<Path> files) {
        return new ContentScanner(wholeFamily, anyLink, Set.copyOf(files), memories);
    }

    /**
     * Remembers the hashes of large trees, so that the next scan reads only what has changed.
     *
     * @param directory where to keep them; made when it is missing
     */
    public ContentScanner remembering(Path directory) {
        return new ContentScanner(wholeFamily, anyLink, without, Optional.of(directory));
    }

    /**
     * The content below a directory, or of a single file, which is then listed by its name.
     *
     * @param root absolute, symlinks resolved
     * @throws WorkbenchException naming everything that cannot be read or must not be there
     */
    public ContentListing scan(Path root) {
        var memory = memories.map(directory -> HashMemory.of(root, directory, Clock.systemUTC()))
                .orElseGet(HashMemory::none);
        var walk = new Walk(root, memory);
        if (Files.isDirectory(root, LinkOption.NOFOLLOW_LINKS)) {
            walk.directory(root, "");
        } else {
            walk.single();
        }
        walk.problems.raise("bad_content", String.valueOf(root.getFileName()), root.toString());
        var entries = new FileHashes(walk.found, memory).fill();
        var content = ContentListing.of(entries);
        if (content.bytes() >= WORTH_REMEMBERING) {
            memory.save();
        }
        return content;
    }

    /** One pass over a tree; file contents are not read yet. */
    private final class Walk {
        private final Path root;
        private final HashMemory memory;
        private final Problems problems = new Problems();
        private final List<FileHashes.Found> found = new ArrayList<>();

        private Walk(Path root, HashMemory memory) {
            this.root = root;
            this.memory = memory;
        }

        private void single() {
            try {
                entry(root, FileNames.name(root));
            } catch (FileNames.NotUtf8 e) {
                problems.add(Place.of(root.toString()), "the file's name is not UTF-8: " + e.getMessage());
            }
        }

        private void directory(Path directory, String prefix) {
            try (var children = Files.newDirectoryStream(directory)) {
                for (var child : children) {
                    child(child, directory, prefix);
                }
            } catch (IOException e) {
                unreadable(directory, e);
            } catch (DirectoryIteratorException e) {
                unreadable(directory, Optional.ofNullable(e.getCause()).orElseGet(IOException::new));
            }
        }

        private void unreadable(Path directory, IOException e) {
            problems.add(Place.of(directory.toString()), "cannot read the directory: " + Reason.of(e));
        }

        private void child(Path child, Path directory, String prefix) {
            try {
                var name = FileNames.name(child);
                if (!leftOut(child, name, prefix)) {
                    entry(child, prefix + name);
                }
            } catch (FileNames.NotUtf8 e) {
                problems.add(
                        Place.of(directory.toString()),
                        "the directory contains a name that is not UTF-8: " + e.getMessage());
            }
        }

        private boolean leftOut(Path child, String name, String prefix) {
            return LEFT_OUT.contains(name)
                    || (wholeFamily && prefix.isEmpty() && LEFT_OUT_AT_TOP.contains(name))
                    || (!without.isEmpty() && without.contains(child));
        }

        private void entry(Path path, String name) {
            try {
                var facts = FileFacts.of(path);
                if (facts.isDirectory()) {
                    found.add(new FileHashes.Found(path, facts, new ContentEntry.Directory(name)));
                    directory(path, name + "/");
                } else if (facts.isLink()) {
                    var target = Files.readSymbolicLink(path);
                    checkLink(path, target);
                    found.add(new FileHashes.Found(path, facts, new ContentEntry.Link(name, FileNames.whole(target))));
                } else if (facts.isRegular()) {
                    file(path, name, facts);
                } else {
                    problems.add(
                            Place.of(path.toString()),
                            "a socket, a pipe or a device cannot be copied",
                            "remove it from the task family");
                }
            } catch (FileNames.NotUtf8 e) {
                problems.add(
                        Place.of(path.toString()),
                        "the symbolic link leads to a name that is not UTF-8: " + e.getMessage());
            } catch (IOException e) {
                problems.add(Place.of(path.toString()), "cannot read it: " + Reason.of(e));
            }
        }

        private void file(Path path, String name, FileFacts facts) {
            var sha256 = memory.recall(name, facts).orElse("");
            // Whoever takes a file's permissions away changes its change time, and so nothing is recalled of it.
            if (sha256.isEmpty() && !Files.isReadable(path)) {
                problems.add(Place.of(path.toString()), "cannot read the file: permission denied");
            }
            var file = new ContentEntry.File(name, facts.isExecutable(), facts.size(), sha256);
            found.add(new FileHashes.Found(path, facts, file));
        }

        private void checkLink(Path link, Path target) {
            if (anyLink) {
                return;
            }
            var shown = Quoted.of(target.toString());
            try {
                if (target.isAbsolute() || !link.toRealPath().startsWith(root)) {
                    problems.add(
                            Place.of(link.toString()),
                            "the symbolic link to " + shown + " leads outside of what is copied",
                            "copy the file itself there, or link to it relatively inside the directory");
                }
            } catch (IOException e) {
                problems.add(
                        Place.of(link.toString()), "the symbolic link to " + shown + " leads nowhere: " + Reason.of(e));
            }
        }
    }

    /** The names that are never listed, for documentation. */
    public static Stream<String> leftOutNames() {
        return Stream.concat(LEFT_OUT.stream(), LEFT_OUT_AT_TOP.stream()).sorted();
    }
}
