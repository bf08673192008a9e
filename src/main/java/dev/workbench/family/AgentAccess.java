package dev.workbench.family;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Whether the workbench itself gives the agent a way onto the aux VM. */
public enum AgentAccess {
    NONE,
    AGENT,
    ADMIN;

    static List<String> words() {
        return Arrays.stream(values()).map(AgentAccess::word).toList();
    }

    /** The access of a word that is known to be one. */
    static AgentAccess of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
