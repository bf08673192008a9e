package dev.workbench.ledger;

import dev.workbench.error.ExitCode;
import dev.workbench.error.WorkbenchException;
import dev.workbench.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The durable record of every resource that an environment intends to create, has created, has deleted: one JSON object
 * a line, on disk (fsync) before the call it announces.
 *
 * <p>Whatever kills the process, {@link #outstanding} names all that may be left.
 */
public final class Ledger {
    private final Path file;
    private final ReentrantReadWriteLock gate = new ReentrantReadWriteLock();
    private boolean sealed;

    public Ledger(Path file) {
        this.file = file;
    }

    private enum Act {
        INTENDED,
        CREATED,
        DELETED
    }

    private record Entry(Instant at, Act act, String kind, String name) {}

    /**
     * Creates a resource under the ledger's protection.
     *
     * @throws WorkbenchException with exit code 130 when the ledger is sealed, before anything is created
     */
    public <T> T create(Resource resource, Supplier<T> creation) {
        gate.readLock().lock();
        try {
            if (sealed) {
                throw WorkbenchException.of(ExitCode.INTERRUPTED, "interrupted", "interrupted");
            }
            append(Act.INTENDED, resource);
            var created = creation.get();
            append(Act.CREATED, resource);
            return created;
        } finally {
            gate.readLock().unlock();
        }
    }

    /** Deletes a resource and records that it is gone. */
    public void delete(Resource resource, Runnable deletion) {
        deletion.run();
        append(Act.DELETED, resource);
    }

    /** Waits for creations under way and refuses all later ones: what is outstanding now is all there will be. */
    public void seal() {
        gate.writeLock().lock();
        try {
            sealed = true;
        } finally {
            gate.writeLock().unlock();
        }
    }

    /** What was intended or created and not deleted, newest first: the order of undoing. */
    public List<Resource> outstanding() {
        var left = new LinkedHashSet<Resource>();
        for (var entry : entries()) {
            var resource = new Resource(entry.kind(), entry.name());
            switch (entry.act()) {
                case INTENDED, CREATED -> left.add(resource);
                case DELETED -> left.remove(resource);
            }
        }
        return List.copyOf(left.reversed());
    }

    private List<Entry> entries() {
        if (!Files.exists(file)) {
            return List.of();
        }
        try (var lines = Files.lines(file, StandardCharsets.UTF_8)) {
            return lines.flatMap(line -> {
                        try {
                            return Stream.of(Json.parse(line, Entry.class));
                        } catch (IOException e) {
                            return Stream.empty(); // a last line cut off by a crash announced nothing
                        }
                    })
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized void append(Act act, Resource resource) {
        // The line feed comes first as well: a line that a crash cut off must not swallow this one.
        var line = "\n" + Json.line(new Entry(Instant.now(), act, resource.kind(), resource.name())) + "\n";
        try (var channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            var bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(false);
        } catch (IOException e) {
            throw WorkbenchException.notReady("state_not_writable", "cannot write the ledger: " + e.getMessage())
                    .at(file.toString())
                    .hint("free some disk space or mend the directory's permissions, then try again")
                    .causedBy(e);
        }
    }
}
