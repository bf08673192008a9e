package dev.workbench.run;

import dev.workbench.error.WorkbenchException;
import dev.workbench.vm.AccountImages;
import dev.workbench.vm.Inventoried;
import dev.workbench.vm.Inventory;
import dev.workbench.vm.VmProvider;
import dev.workbench.vm.VmProviders;
import java.util.List;
import java.util.Optional;

/**
 * The places that {@link Where} means.
 *
 * @param local whether this machine is one of them
 */
record Places(boolean local, List<Region> regions) {
    /**
     * One place in a cloud.
     *
     * @param name empty for the one that the user has chosen for all commands
     */
    record Region(VmProvider provider, Inventoried cloud, Optional<String> name) {
        Inventory inventory() {
            var inventory = cloud.inventory();
            return name.map(inventory::in).orElse(inventory);
        }

        AccountImages images() {
            var images = cloud.accountImages();
            return name.map(images::in).orElse(images);
        }

        private Region in(String place) {
            return new Region(provider, cloud, Optional.of(place));
        }
    }

    static Places of(Where where, VmProviders providers) {
        return switch (where) {
            case Where.ThisMachine() -> new Places(true, List.of());
            case Where.Everywhere() ->
                new Places(
                        true,
                        providers.clouds().keySet().stream()
                                .sorted()
                                .map(name -> cloud(name, providers))
                                .filter(region -> region.cloud().isConfigured())
                                .toList());
            case Where.Cloud(var name) -> new Places(false, List.of(cloud(name, providers)));
            case Where.Regions(var name, var regions) -> {
                var cloud = cloud(name, providers);
                yield new Places(false, regions.stream().map(cloud::in).toList());
            }
            case Where.AllRegions(var name) -> {
                var cloud = cloud(name, providers);
                yield new Places(
                        false,
                        cloud.inventory().places().stream().map(cloud::in).toList());
            }
        };
    }

    private static Region cloud(String name, VmProviders providers) {
        var provider = providers.named(name);
        return provider.ability(Inventoried.class)
                .map(cloud -> new Region(provider, cloud, Optional.empty()))
                .orElseThrow(
                        () -> WorkbenchException.badInput("no_such_cloud", "the provider '" + name + "' is no cloud"));
    }
}
