package dev.workbench.run;

import dev.workbench.environment.EnvironmentRecord.PhaseTime;
import dev.workbench.progress.Event;
import dev.workbench.progress.Progress;
import java.util.ArrayList;
import java.util.List;

/** Passes events on, and remembers how long each phase took. */
final class PhaseTimes implements Progress {
    private final Progress next;
    private final List<PhaseTime> times = new ArrayList<>();

    PhaseTimes(Progress next) {
        this.next = next;
    }

    @Override
    public void on(Event event) {
        if (event instanceof Event.PhaseEnded(String name, var took, var ending)) {
            synchronized (times) {
                times.add(new PhaseTime(name, took.toMillis() / 1000.0));
            }
        }
        next.on(event);
    }

    List<PhaseTime> times() {
        synchronized (times) {
            return List.copyOf(times);
        }
    }
}
