package dev.workbench.family;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workbench.error.WorkbenchException;
import dev.workbench.family.document.JsonDocument;
import dev.workbench.family.document.Problems;
import dev.workbench.family.document.Value;
import java.nio.file.Path;
import java.util.ArrayList;

/** Reads the VM spec that a family's Python code returned, as strictly as a manifest's. */
public final class VmSpecReader {
    private static final String OLD_BASE_IMAGE_KEY = "os";

    private VmSpecReader() {}

    /**
     * The spec of one task.
     *
     * @param spec what {@code get_aux_vm_spec} returned: tuples as arrays, {@code None} as null
     * @param family the family's directory, symlinks resolved
     * @throws WorkbenchException naming {@code get_aux_vm_spec(task)} as the place
     */
    public static VmSpec read(JsonNode spec, String task, Path family) {
        var source = "get_aux_vm_spec(" + task + ")";
        var problems = new Problems();
        var read = new VmSpecFields(family, problems).read(withPresentNames(JsonDocument.of(spec, source)));
        problems.raise("bad_vm_spec", source, source);
        return read.orElseThrow();
    }

    /** Task Standard 0.1 called the base image {@code os}. */
    private static Value withPresentNames(Value value) {
        if (!(value instanceof Value.Mapping mapping)) {
            return value;
        }
        var named = mapping.entries().stream().anyMatch(entry -> entry.key().equals("base_image_type"));
        var entries = new ArrayList<Value.Entry>();
        for (var entry : mapping.entries()) {
            entries.add(
                    entry.key().equals(OLD_BASE_IMAGE_KEY) && !named
                            ? new Value.Entry(entry.keyPlace(), "base_image_type", entry.value())
                            : entry);
        }
        return new Value.Mapping(mapping.place(), entries);
    }
}
