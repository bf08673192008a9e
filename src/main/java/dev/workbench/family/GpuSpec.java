package dev.workbench.family;

import java.util.List;
import java.util.regex.Pattern;

/**
 * GPUs that a machine needs: how many, and of which model.
 *
 * @param model any name; providers know which they have
 */
public record GpuSpec(Range count, String model) {
    /** The models that the Task Standard names, and others that clouds offer; for hints. */
    public static final List<String> KNOWN_MODELS =
            List.of("v100", "t4", "l4", "a10", "a10g", "l40s", "a100", "h100", "h200", "b200");

    private static final Pattern MODEL_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9 ._-]{0,63}");

    static boolean isModelName(String name) {
        return MODEL_NAME.matcher(name).matches();
    }
}
