package dev.workbench.vm;

import dev.workbench.family.Architecture;
import java.time.Instant;
import java.util.Optional;

/**
 * A base image as it is locked, and as its publisher offers it now.
 *
 * @param locked the publisher's name of it; empty when it is not locked yet
 * @param since when it was locked
 * @param newest the publisher's name of the newest; empty when none is offered any more
 * @param source who says that this is the newest
 */
public record PinnedBase(
        String base,
        Architecture architecture,
        Optional<String> locked,
        Optional<Instant> since,
        Optional<String> newest,
        String source) {
    public boolean moved() {
        return !locked.equals(newest);
    }
}
