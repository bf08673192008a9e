package dev.workbench.environment;

import dev.workbench.error.WorkbenchException;
import dev.workbench.home.EnvironmentFiles;
import dev.workbench.json.Json;
import dev.workbench.ledger.Ledger;
import dev.workbench.ledger.Scope;
import dev.workbench.vm.Ownership;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** One environment on disk: its record, its ledger, its files, and the lock of whoever works on it. */
public final class Environment {
    private final EnvironmentFiles files;
    private final Ledger ledger;
    private EnvironmentRecord record;

    Environment(EnvironmentFiles files, EnvironmentRecord record) {
        this.files = files;
        this.record = record;
        this.ledger = new Ledger(files.ledger());
    }

    /** For creating resources on this environment's behalf. */
    public Scope scope() {
        return new Scope(ledger, new Ownership(record.id(), record.owner(), record.version(), record.expires()));
    }

    public String id() {
        return record.id();
    }

    public EnvironmentRecord record() {
        return record;
    }

    public EnvironmentFiles files() {
        return files;
    }

    public Ledger ledger() {
        return ledger;
    }

    /** Changes the record in memory and on disk. */
    public synchronized void update(UnaryOperator<EnvironmentRecord> change) {
        record = change.apply(record);
        try {
            Json.write(files.record(), record);
        } catch (IOException e) {
            throw WorkbenchException.notReady("state_not_writable", "cannot write the record of " + id())
                    .at(files.record().toString())
                    .hint("free some disk space or mend the directory's permissions, then try again")
                    .causedBy(e);
        }
    }

    /** The lock that tells others that a process works on this environment; empty when another one holds it. */
    public Optional<Lock> tryLock() {
        try {
            var channel = FileChannel.open(files.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                var lock = channel.tryLock();
                if (lock != null) {
                    return Optional.of(new Lock(channel, lock));
                }
            } catch (OverlappingFileLockException e) {
                // another thread of this process holds it
            }
            channel.close();
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes the directory with everything in it, keys first. Another process may be doing the same. */
    void removeFiles() {
        try {
            Files.deleteIfExists(files.adminKey());
            if (!Files.isDirectory(files.directory())) {
                return;
            }
            try (var paths = Files.walk(files.directory())) {
                for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(path);
                }
            }
        } catch (IOException e) {
            stillThere(new UncheckedIOException(e));
        } catch (UncheckedIOException e) {
            stillThere(e);
        }
    }

    private void stillThere(UncheckedIOException failure) {
        if (Files.exists(files.directory())) {
            throw failure;
        }
    }

    /** Held while a process works on an environment; the system releases it when that process dies. */
    public record Lock(FileChannel channel, FileLock lock) implements AutoCloseable {
        @Override
        public void close() {
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
