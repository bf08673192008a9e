package dev.workbench.family;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A family's {@code manifest.yaml}, parsed and checked; tasks in the order of the file. */
public record Manifest(Path file, Map<String, ManifestTask> tasks) {
    public Manifest {
        tasks = Collections.unmodifiableMap(new LinkedHashMap<>(tasks));
    }

    public Optional<ManifestTask> task(String name) {
        return Optional.ofNullable(tasks.get(name));
    }
}
