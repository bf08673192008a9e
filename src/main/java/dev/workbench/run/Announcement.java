package dev.workbench.run;

import dev.workbench.progress.Progress;
import dev.workbench.vm.Machine;
import dev.workbench.vm.Metered;
import dev.workbench.vm.VmProvider;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** What a user is told before anything is created that costs money: in whose account, and how much. */
record Announcement(VmProvider provider, Progress progress) {
    private static final double SECONDS_PER_HOUR = 3600;

    /** Asks the provider, so that credentials that do not hold are known before anything else is done. */
    void account() {
        provider.ability(Metered.class).map(Metered::account).ifPresent(progress::note);
    }

    void cost(Machine machine, Instant expires) {
        provider.ability(Metered.class)
                .map(metered -> metered.cost(machine)
                        .map(cost -> text(cost, expires))
                        .orElse("what this VM costs is not known ("
                                + machine.types().getFirst() + ")"))
                .ifPresent(progress::note);
    }

    private static String text(Metered.Cost cost, Instant expires) {
        var hours = Duration.between(Instant.now(), expires).toSeconds() / SECONDS_PER_HOUR;
        return String.format(
                Locale.ROOT,
                "the VM costs about $%.4f an hour, $%.2f until it expires (%s)",
                cost.perHour(),
                cost.perHour() * Math.max(0, hours),
                cost.basis());
    }
}
