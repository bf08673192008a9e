package dev.workbench.engine;

/** Words the Dockerfile instructions that an import or a commit applies to the new image. */
final class ChangeText {
    private ChangeText() {}

    /**
     * A {@code key=value} pair such that the engine reads the value as it is.
     *
     * @throws IllegalArgumentException when the value has line breaks, which no instruction can carry
     */
    static String pair(String key, String value, boolean podman) {
        if (value.indexOf('\n') >= 0 || value.indexOf('\r') >= 0) {
            throw new IllegalArgumentException("the value of " + key + " has line breaks");
        }
        // Podman splits at the first '=' and takes the rest literally; Docker parses quotes, escapes and variables.
        return podman
                ? key + "=" + value
                : "\"" + key + "\"=\""
                        + value.replace("\\", "\\\\").replace("\"", "\\\"").replace("$", "\\$") + "\"";
    }
}
