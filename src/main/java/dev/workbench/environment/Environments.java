package dev.workbench.environment;

import dev.workbench.error.WorkbenchException;
import dev.workbench.family.document.Reason;
import dev.workbench.home.Home;
import dev.workbench.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** All environments of this user on this machine. */
public final class Environments {
    private final Home home;

    public Environments(Home home) {
        this.home = home;
    }

    /** Records a new environment on disk, before anything of it exists elsewhere. */
    public Environment begin(EnvironmentRecord record) {
        var files = home.environment(record.id());
        try {
            Files.createDirectories(home.environments());
            Files.createDirectory(
                    files.directory(),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (IOException e) {
            throw WorkbenchException.notReady(
                            "state_not_writable", "cannot create the environment's directory: " + Reason.of(e))
                    .at(files.directory().toString())
                    .hint("check the disk's free space and the permissions of " + home.state())
                    .causedBy(e);
        }
        var environment = new Environment(files, record);
        environment.update(same -> same);
        return environment;
    }

    /** Oldest first. A directory without a readable record is one that a crash cut off: it is listed as broken. */
    public List<Environment> all() {
        return ids().stream()
                .map(this::load)
                .sorted(Comparator.comparing(environment -> environment.record().created()))
                .toList();
    }

    /** Their ids, sorted, without a look into any of them. */
    public List<String> ids() {
        if (!Files.isDirectory(home.environments())) {
            return List.of();
        }
        try (var directories = Files.list(home.environments())) {
            return directories
                    .map(directory -> directory.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The environment that a word means: its id, any unambiguous part of it, or, without a word, the most recent one.
     *
     * @throws WorkbenchException (exit code 2) when there is none or more than one
     */
    public Environment find(Optional<String> word) {
        var all = all();
        if (word.isEmpty()) {
            return all.stream()
                    .filter(environment -> environment.record().purpose().equals("run"))
                    .reduce((older, newer) -> newer)
                    .orElseThrow(() -> WorkbenchException.badInput("no_environment", "there is no environment")
                            .hint("start one with: workbench run FAMILY TASK"));
        }
        var matching = all.stream()
                .filter(environment -> environment.id().contains(word.get()))
                .toList();
        var exact = matching.stream()
                .filter(environment -> environment.id().equals(word.get()))
                .toList();
        if (exact.size() == 1) {
            return exact.getFirst();
        }
        return switch (matching.size()) {
            case 1 -> matching.getFirst();
            case 0 ->
                throw WorkbenchException.badInput("no_such_environment", "no environment matches '" + word.get() + "'")
                        .hint(all.isEmpty() ? "there are none; see: workbench list" : "environments: " + ids(all));
            default ->
                throw WorkbenchException.badInput(
                                "ambiguous_environment", "'" + word.get() + "' matches more than one environment")
                        .hint("say more of the id: " + ids(matching));
        };
    }

    private static String ids(List<Environment> environments) {
        return String.join(", ", environments.stream().map(Environment::id).toList());
    }

    private Environment load(String id) {
        var files = home.environment(id);
        try {
            return new Environment(files, Json.read(files.record(), EnvironmentRecord.class));
        } catch (IOException e) {
            return new Environment(files, cutOff(id, files.directory()));
        }
    }

    private static EnvironmentRecord cutOff(String id, Path directory) {
        Instant created;
        try {
            created = Files.getLastModifiedTime(directory).toInstant();
        } catch (IOException e) {
            created = Instant.EPOCH;
        }
        return EnvironmentRecord.cutOff(id, directory, created);
    }
}
