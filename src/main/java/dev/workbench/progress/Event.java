package dev.workbench.progress;

import java.time.Duration;

/** One thing that happened. */
public sealed interface Event {
    record PhaseStarted(String name) implements Event {}

    /** {@code outcome} is a few words such as {@code cache hit}, or empty. */
    record PhaseEnded(String name, Duration took, boolean failed, String outcome) implements Event {}

    record Note(String text) implements Event {}

    record Warning(String text) implements Event {}

    record Output(String source, String line) implements Event {}
}
