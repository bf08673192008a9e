package dev.workbench.validate;

import dev.workbench.error.WorkbenchException;
import dev.workbench.family.FamilyLoader;
import dev.workbench.family.ManifestReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The names of a family's tasks as far as its files tell them, quickly: for a person who is typing. */
public final class TaskWords {
    private TaskWords() {}

    /** Sorted; empty for what is no family, or does not tell. */
    public static List<String> of(Path directory, Map<String, String> variables) {
        if (!FamilyLoader.looksLikeFamily(directory)) {
            return List.of();
        }
        var names = new TreeSet<String>();
        var module = directory.resolve(directory.toAbsolutePath().normalize().getFileName() + ".py");
        var python = Files.isRegularFile(module);
        var manifest = directory.resolve(FamilyLoader.MANIFEST);
        if (Files.isRegularFile(manifest)) {
            try {
                names.addAll(ManifestReader.examine(manifest, python)
                        .manifest()
                        .tasks()
                        .keySet());
            } catch (WorkbenchException e) {
                // Told by the command that the person is about to start.
            }
        }
        if (python && names.isEmpty()) {
            new HostPython(variables)
                    .outline(List.of(module)).stream()
                            .flatMap(outlines -> outlines.values().stream())
                            .flatMap(outline -> outline.tasks().stream())
                            .flatMap(List::stream)
                            .forEach(task -> names.add(task.name()));
        }
        return List.copyOf(names);
    }
}
