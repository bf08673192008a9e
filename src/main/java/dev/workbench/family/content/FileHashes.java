package dev.workbench.family.content;

import dev.workbench.error.ExitCode;
import dev.workbench.error.WorkbenchException;
import dev.workbench.family.document.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Hashes the files of a listing on all cores; memory is one buffer per core. */
final class FileHashes {
    private static final int BUFFER = 256 * 1024;

    private FileHashes() {}

    /** An entry and where it was found; a file's hash may still be missing. */
    record Found(Path path, ContentEntry entry) {}

    /** The entries, in the same order, with the hashes and true sizes of all files. */
    static List<ContentEntry> fill(List<Found> found) {
        var entries = new ContentEntry[found.size()];
        var next = new AtomicInteger();
        var workers = Math.clamp(found.size() / 8, 1, Runtime.getRuntime().availableProcessors());
        Runnable worker = () -> {
            var buffer = new byte[BUFFER];
            var digest = Sha256.digest();
            for (var i = next.getAndIncrement(); i < entries.length; i = next.getAndIncrement()) {
                entries[i] = filled(found.get(i), buffer, digest);
            }
        };
        if (workers == 1) {
            worker.run();
        } else {
            onAllCores(worker, workers, next, entries.length);
        }
        return Arrays.asList(entries);
    }

    private static void onAllCores(Runnable worker, int workers, AtomicInteger next, int end) {
        try (var pool = Executors.newFixedThreadPool(workers)) {
            var all = IntStream.range(0, workers)
                    .<Future<?>>mapToObj(i -> pool.submit(worker))
                    .toList();
            try {
                for (var one : all) {
                    one.get();
                }
            } catch (ExecutionException e) {
                throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw WorkbenchException.of(ExitCode.INTERRUPTED, "interrupted", "interrupted while reading files")
                        .causedBy(e);
            } finally {
                next.set(end); // on failure the others stop at their next file
            }
        }
    }

    private static ContentEntry filled(Found found, byte[] buffer, MessageDigest digest) {
        if (!(found.entry() instanceof ContentEntry.File file)) {
            return found.entry();
        }
        try (var in = Files.newInputStream(found.path(), StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            digest.reset();
            var size = 0L;
            for (var read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
                size += read;
            }
            return new ContentEntry.File(
                    file.path(), file.executable(), size, HexFormat.of().formatHex(digest.digest()));
        } catch (IOException e) {
            throw WorkbenchException.badInput("bad_content", "cannot read the file: " + Reason.of(e))
                    .at(found.path().toString())
                    .causedBy(e);
        }
    }
}
