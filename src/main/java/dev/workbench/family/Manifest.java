package dev.workbench.family;

import java.nio.file.Path;
import java.util.Map;

/** A family's {@code manifest.yaml}, parsed and checked; tasks in the order of the file. */
public record Manifest(Path file, Map<String, ManifestTask> tasks) {}
