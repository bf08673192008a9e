package dev.workbench.ledger;

import dev.workbench.error.ExitCode;
import dev.workbench.error.WorkbenchException;
import dev.workbench.json.Json;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The durable record of every resource that an environment intends to create, has created, has deleted: one JSON object
 * a line, on disk (fsync) before the call it announces.
 *
 * <p>Whatever kills the process, {@link #outstanding} names all that may be left.
 */
public final class Ledger {
    /** An engine that has not created something this long after it was asked will not. */
    private static final Duration LONGEST_CALL = Duration.ofSeconds(10);

    private final Path file;
    private final ReentrantReadWriteLock gate = new ReentrantReadWriteLock();
    private final Set<Resource> ended = ConcurrentHashMap.newKeySet();
    private boolean sealed;

    public Ledger(Path file) {
        this.file = file;
    }

    private enum Act {
        INTENDED,
        CREATED,
        DELETED
    }

    private record Entry(Instant at, Act act, String kind, String name) {
        boolean names(Resource resource) {
            return kind.equals(resource.kind()) && name.equals(resource.name());
        }
    }

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
            var created = uninterrupted(creation);
            append(Act.CREATED, resource);
            return created;
        } finally {
            ended.add(resource);
            gate.readLock().unlock();
        }
    }

    /** A call that is broken off may still create something, after everything has been removed. */
    private static <T> T uninterrupted(Supplier<T> creation) {
        var call = new FutureTask<>(creation::get);
        Thread.ofPlatform().daemon().name("creation").start(call);
        var interrupted = false;
        try {
            while (true) {
                try {
                    return call.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw rethrown(e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static RuntimeException rethrown(@Nullable Throwable failure) {
        switch (failure) {
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case null, default -> throw new IllegalStateException(failure);
        }
    }

    /** Deletes a resource and records that it is gone, unless another process has removed the whole ledger meanwhile. */
    public void delete(Resource resource, Runnable deletion) {
        deletion.run();
        if (Files.exists(file)) {
            append(Act.DELETED, resource);
        }
    }

    /**
     * Whether a create call that a killed process made may still be at work: nobody saw it end, and it is recent.
     *
     * @param resource one that is {@link #outstanding}
     */
    public boolean unsettled(Resource resource) {
        var own = entries().stream().filter(entry -> entry.names(resource)).toList();
        var intended = !own.isEmpty() && own.getLast().act() == Act.INTENDED && !ended.contains(resource);
        return intended && own.getLast().at().plus(LONGEST_CALL).isAfter(Instant.now());
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
        // A stream, not a channel: that one is closed when its thread is interrupted.
        try (var out = new FileOutputStream(file.toFile(), true)) {
            out.write(line.getBytes(StandardCharsets.UTF_8));
            out.getFD().sync();
        } catch (IOException e) {
            throw WorkbenchException.notReady("state_not_writable", "cannot write the ledger: " + e.getMessage())
                    .at(file.toString())
                    .hint("free some disk space or mend the directory's permissions, then try again")
                    .causedBy(e);
        }
    }
}
