package dev.workbench.progress;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/** One thing that happened. A phase that starts while others are open is a part of the last of these. */
public sealed interface Event {
    /** {@code detail} is what exactly is done, such as a build step's command, or empty. */
    record PhaseStarted(String name, String detail) implements Event {}

    record PhaseEnded(String name, Duration took, Ending ending) implements Event {
        public boolean failed() {
            return ending instanceof Ending.Failed;
        }
    }

    /** The phases that the one under way will have, in their order, as they will be named when they start. */
    record PhasesAhead(List<PhaseStarted> phases) implements Event {
        public PhasesAhead {
            phases = List.copyOf(phases);
        }
    }

    record Note(String text) implements Event {}

    record Warning(String text) implements Event {}

    record Output(String source, String line) implements Event {}

    /** Something that happened to or in one of several phases that go on side by side; {@code phase} is its name. */
    record Within(String phase, Event event) implements Event {
        /** Whether it is the beginning or the end of that phase itself. */
        public boolean isOfThePhaseItself() {
            return switch (event) {
                case PhaseStarted(String name, String detail) -> name.equals(phase);
                case PhaseEnded(String name, var took, var ending) -> name.equals(phase);
                case PhasesAhead ahead -> false;
                case Note note -> false;
                case Warning warning -> false;
                case Output output -> false;
                case Within within -> false;
            };
        }
    }

    /** How a phase ended. */
    sealed interface Ending {
        /** {@code outcome} is a few words such as {@code cache hit}, or empty. */
        record Done(String outcome) implements Ending {}

        /** {@code exitCode} is that of the command that failed, where it was one. */
        record Failed(OptionalInt exitCode) implements Ending {}
    }
}
