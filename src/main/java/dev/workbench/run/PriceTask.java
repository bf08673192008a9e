package dev.workbench.run;

import dev.workbench.error.WorkbenchException;
import dev.workbench.vm.ListPrices;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Fetches the price tables of a provider; nothing else ever does. */
public final class PriceTask {
    private final Workbench workbench;

    public PriceTask(Workbench workbench) {
        this.workbench = workbench;
    }

    /**
     * @param regions which; the chosen one when there are none
     * @param from where the lists are, instead of at their publisher
     */
    public List<ListPrices.Table> refresh(String providerName, List<String> regions, Optional<URI> from) {
        var lists = workbench
                .parts()
                .providers()
                .named(providerName)
                .ability(ListPrices.class)
                .orElseThrow(() -> WorkbenchException.badInput(
                                "no_prices", "VMs of the provider '" + providerName + "' cost nothing")
                        .hint("ask for those of a cloud: --vm ec2"));
        var wanted = regions.isEmpty()
                ? Stream.of(Optional.<String>empty())
                : regions.stream().map(Optional::of);
        return wanted.map(region -> fetch(lists, region, from)).toList();
    }

    private ListPrices.Table fetch(ListPrices lists, Optional<String> region, Optional<URI> from) {
        try (var phase = workbench.progress().phase("fetch prices")) {
            var table = lists.refreshPrices(region, from);
            phase.done(table.region());
            return table;
        }
    }
}
