package dev.workbench.reap;

import dev.workbench.container.ContainerEngine;
import dev.workbench.container.ContainerInfo;
import dev.workbench.container.NetworkInfo;
import dev.workbench.error.WorkbenchException;
import dev.workbench.vm.Holding;
import dev.workbench.vm.Holding.Kind;
import dev.workbench.vm.Inventory;
import dev.workbench.vm.Ownership;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What there is on this machine: state directories, and what its container engine holds, VMs among it. */
public final class LocalInventory implements Inventory {
    public static final String PLACE = "local";

    private static final String VM_ROLE = "vm";

    private final OwnEnvironments environments;
    private final ContainerEngine engine;
    private final Supplier<List<ContainerInfo>> abandonedDrafts;

    public LocalInventory(
            OwnEnvironments environments, ContainerEngine engine, Supplier<List<ContainerInfo>> abandonedDrafts) {
        this.environments = environments;
        this.engine = engine;
        this.abandonedDrafts = abandonedDrafts;
    }

    @Override
    public String place() {
        return PLACE;
    }

    @Override
    public List<String> places() {
        return List.of(PLACE);
    }

    @Override
    public Inventory in(String place) {
        return this;
    }

    @Override
    public Stream<Holding> holdings(Kind kind, Optional<String> owner) {
        return switch (kind) {
            case ENVIRONMENT -> environments.directories().stream();
            case VM -> containers(owner).filter(LocalInventory::isVm).map(each -> holding(kind, each));
            case CONTAINER -> containers(owner).filter(each -> !isVm(each)).map(each -> holding(kind, each));
            case IMAGE_DRAFT -> abandonedDrafts.get().stream().map(each -> holding(kind, each));
            case NETWORK -> networks(owner);
            case SPOT_REQUEST, INSTANCE, IMAGE, SNAPSHOT, VOLUME, ADDRESS, SECURITY_GROUP, KEY_PAIR -> Stream.empty();
        };
    }

    private Stream<ContainerInfo> containers(Optional<String> owner) {
        return engine.containers(labels(owner)).stream().filter(each -> isOurs(each.labels()));
    }

    private Stream<Holding> networks(Optional<String> owner) {
        return engine.networks(labels(owner)).stream()
                .filter(network -> isOurs(network.labels()))
                .map(LocalInventory::holding);
    }

    private static Map<String, String> labels(Optional<String> owner) {
        return owner.map(name -> Map.of(Ownership.LABEL_OWNER, name)).orElse(Map.of());
    }

    /** A container that somebody made of one of our images has our labels without their values. */
    private static boolean isOurs(Map<String, String> labels) {
        return !labels.getOrDefault(Ownership.LABEL_ENVIRONMENT, "").isEmpty();
    }

    private static boolean isVm(ContainerInfo container) {
        return container.labels().getOrDefault(Ownership.LABEL_ROLE, "").equals(VM_ROLE);
    }

    private static Holding holding(Kind kind, ContainerInfo container) {
        return new Holding(
                kind,
                PLACE,
                container.id(),
                container.name(),
                container.running() ? "running" : "stopped",
                Optional.of(container.created()),
                container.labels(),
                List.of(),
                OptionalDouble.empty());
    }

    private static Holding holding(NetworkInfo network) {
        return new Holding(
                Kind.NETWORK,
                PLACE,
                network.id(),
                network.name(),
                "available",
                Optional.empty(),
                network.labels(),
                List.of(),
                OptionalDouble.empty());
    }

    @Override
    public List<Refusal> delete(Kind kind, List<String> ids) {
        return switch (kind) {
            case ENVIRONMENT -> each(ids, environments::destroy);
            case VM, CONTAINER, IMAGE_DRAFT -> each(ids, engine::remove);
            case NETWORK -> each(ids, engine::removeNetwork);
            case SPOT_REQUEST, INSTANCE, IMAGE, SNAPSHOT, VOLUME, ADDRESS, SECURITY_GROUP, KEY_PAIR -> List.of();
        };
    }

    private static List<Refusal> each(List<String> ids, Consumer<String> deletion) {
        var refused = new ArrayList<Refusal>();
        for (var id : ids) {
            try {
                deletion.accept(id);
            } catch (WorkbenchException e) {
                refused.add(new Refusal(
                        id, e.details().map(more -> e.message() + ": " + more).orElse(e.message())));
            }
        }
        return refused;
    }
}
