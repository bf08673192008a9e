package dev.workbench.family.content;

import dev.workbench.error.ExitCode;
import dev.workbench.error.WorkbenchException;
import dev.workbench.family.document.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Hashes the files of a listing whose hashes are not known, on all cores, the largest first; memory is one buffer per core. */
final class FileHashes {
    private static final int BUFFER = 256 * 1024;
    /** Less than this one core has done before another could help. */
    private static final long WORTH_SHARING = 256 * 1024;

    private final List<Found> found;
    private final HashMemory memory;
    private final ContentEntry[] entries;
    private final long bytes;
    private final int[] order;
    private final AtomicInteger next = new AtomicInteger();

    /** An entry and where it was found; a file's hash is empty as long as it is not known. */
    record Found(Path path, FileFacts facts, ContentEntry entry) {
        /** How many bytes have to be read to know all of it. */
        long unread() {
            return entry instanceof ContentEntry.File file && file.sha256().isEmpty() ? file.size() : -1;
        }
    }

    FileHashes(List<Found> found, HashMemory memory) {
        this.found = found;
        this.memory = memory;
        this.entries = new ContentEntry[found.size()];
        this.bytes = found.stream().mapToLong(one -> Math.max(0, one.unread())).sum();
        this.order = IntStream.range(0, found.size())
                .filter(i -> found.get(i).unread() >= 0)
                .boxed()
                .sorted(Comparator.comparingLong(i -> -found.get(i).unread()))
                .mapToInt(i -> i)
                .toArray();
    }

    /** The entries, in the order they were found in, with the hashes and true sizes of all files. */
    List<ContentEntry> fill() {
        Arrays.setAll(entries, i -> found.get(i).entry());
        var cores = bytes < WORTH_SHARING ? 1 : Runtime.getRuntime().availableProcessors();
        if (cores == 1) {
            work();
        } else {
            share(cores);
        }
        return Arrays.asList(entries);
    }

    private void share(int cores) {
        try (var pool = Executors.newFixedThreadPool(cores)) {
            var workers = IntStream.range(0, cores)
                    .<Future<?>>mapToObj(i -> pool.submit(this::work))
                    .toList();
            try {
                for (var worker : workers) {
                    worker.get();
                }
            } catch (ExecutionException e) {
                throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw interrupted();
            } finally {
                pool.shutdownNow(); // after a failure or an interrupt the others stop where they are
            }
        }
    }

    private void work() {
        try (var hasher = Sha256.hasher(bytes)) {
            var buffer = new byte[BUFFER];
            for (var i = next.getAndIncrement(); i < order.length; i = next.getAndIncrement()) {
                if (entries[order[i]] instanceof ContentEntry.File file) {
                    entries[order[i]] = filled(file, found.get(order[i]), hasher, buffer);
                }
            }
        }
    }

    private ContentEntry filled(ContentEntry.File file, Found found, Hasher hasher, byte[] buffer) {
        try {
            var hashed = hashed(file, found.path(), hasher, buffer);
            memory.remember(file.path(), found.facts(), hashed.sha256());
            return hashed;
        } catch (IOException e) {
            throw WorkbenchException.badInput("bad_content", "cannot read the file: " + Reason.of(e))
                    .at(found.path().toString())
                    .causedBy(e);
        }
    }

    private static ContentEntry.File hashed(ContentEntry.File file, Path path, Hasher hasher, byte[] buffer)
            throws IOException {
        try (var in = Files.newInputStream(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            hasher.reset();
            var size = 0L;
            for (var read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (Thread.currentThread().isInterrupted()) {
                    throw interrupted();
                }
                hasher.update(buffer, read);
                size += read;
            }
            return new ContentEntry.File(file.path(), file.executable(), size, hasher.hex());
        }
    }

    private static WorkbenchException interrupted() {
        return WorkbenchException.of(ExitCode.INTERRUPTED, "interrupted", "interrupted while reading files");
    }
}
