package dev.workbench.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workbench.error.WorkbenchException;
import java.util.Locale;

/** The limit of a container's disk, which only some storage drivers can set. */
final class StorageLimit {
    private StorageLimit() {}

    /** Whether a container was refused only because the engine's storage driver knows no limit. */
    static boolean unsupported(WorkbenchException refusal) {
        var text = (refusal.message() + refusal.details().orElse("")).toLowerCase(Locale.ROOT);
        return text.contains("storage-opt")
                || text.contains("storage opt")
                || text.contains("storage option")
                || text.contains("pquota");
    }

    static ObjectNode removedFrom(ObjectNode request) {
        var without = request.deepCopy();
        without.withObject("/HostConfig").remove("StorageOpt");
        return without;
    }
}
