package dev.workbench.family;

import java.util.List;

/** How a manifest-only task is scored: files fetched from the aux VM, then a command that prints JSON last. */
public record ScoreRecipe(List<Fetch> fetch, String command) {
    public ScoreRecipe {
        fetch = List.copyOf(fetch);
    }

    /** Copies {@code from} on the aux VM to {@code to} in the main container. */
    public record Fetch(String from, String to) {}
}
