package dev.workbench.environment;

import dev.workbench.base.BaseImages;
import dev.workbench.container.ContainerEngine;
import dev.workbench.container.ContainerSpec;
import dev.workbench.container.NetworkInfo;
import dev.workbench.error.WorkbenchException;
import dev.workbench.progress.Progress;
import dev.workbench.vm.Machine;
import dev.workbench.vm.RemoteVms;
import dev.workbench.vm.VmAccess;
import dev.workbench.vm.VmProvider;
import dev.workbench.vm.VmSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Starts a prepared task: network, main container, aux VM, packet filter, keys, and then the task's own {@code start}. */
public final class EnvironmentStarter {
    private static final double BYTES_PER_GB = 1e9;

    private final ContainerEngine engine;
    private final BaseImages bases;
    private final AuxVms auxVms;
    private final Progress progress;

    public EnvironmentStarter(
            ContainerEngine engine, BaseImages bases, VmAccess access, String launcher, Progress progress) {
        this.engine = engine;
        this.bases = bases;
        this.auxVms = new AuxVms(access, launcher, progress);
        this.progress = progress;
    }

    /** The VM that a task gets: where, from which disk, how large, and whether that disk was in the cache. */
    public record VmPlan(VmProvider provider, VmSource source, Machine machine, String cache) {}

    /** Brings an environment from nothing to a running task. What it creates is in the environment's ledger. */
    public void start(Environment environment, Prepared task, Optional<VmPlan> vm, AllowedHosts allowed) {
        var key = vm.map(plan -> auxVms.startKey(environment));
        var remote = vm.map(VmPlan::provider).flatMap(provider -> provider.ability(RemoteVms.class));
        var network = createNetwork(environment, task, allowed, remote.isPresent());
        var outside = task.description().fullInternet()
                ? Optional.<List<String>>empty()
                : Optional.of(List.copyOf(allowed.all()));
        try (var firewall = new Firewall(engine, bases, environment.scope(), progress)) {
            // The VM boots while the main container starts.
            var account = vm.map(plan -> launch(environment, plan, network, outside, key.orElseThrow(), firewall));
            var rules = outside.map(addresses -> PacketFilter.rules(network, withVm(environment, addresses, remote)));
            var container = startContainer(environment, task, network, allowed, rules, firewall);
            var auxVm = vm.map(plan -> awaitReady(environment, plan, account.orElseThrow()));
            try {
                auxVm.ifPresent(ready -> VmFiles.write(environment, ready, engine, container, allowed));
                startTask(environment, task, container, network, allowed, auxVm, vm);
            } finally {
                auxVm.ifPresent(ready -> ready.guest().close());
            }
        }
    }

    private VmAccess.Account launch(
            Environment environment,
            VmPlan plan,
            NetworkInfo network,
            Optional<List<String>> outside,
            CompletableFuture<VmAccess.Key> key,
            Firewall firewall) {
        try (var phase = progress.phase("launch aux VM")) {
            var admin = auxVms.launch(
                    environment, plan.provider(), plan.source(), plan.machine(), network, outside, key.join());
            var rules = outside.map(addresses -> PacketFilter.rules(network, addresses));
            plan.provider()
                    .networkContainer(environment.scope().name("vm"))
                    .ifPresent(container ->
                            firewall.of(container, "vm-filter", rules).enforce());
            phase.done(plan.provider().name());
            return admin;
        }
    }

    private AuxVm awaitReady(Environment environment, VmPlan plan, VmAccess.Account account) {
        try (var phase = progress.phase("wait for aux VM")) {
            var ready = auxVms.awaitReady(environment, plan.provider(), plan.source(), plan.machine(), account);
            phase.done();
            return ready;
        }
    }

    /** What the main container may reach: a VM that is not on its own network too. */
    private static Collection<String> withVm(
            Environment environment, List<String> outside, Optional<RemoteVms> remote) {
        var reachable = new ArrayList<>(outside);
        remote.ifPresent(
                vms -> reachable.add(vms.awaitAddress(environment.scope().name("vm"))));
        return reachable;
    }

    /** An internal network has no way out at all, which is one too few where the VM is outside. */
    private NetworkInfo createNetwork(
            Environment environment, Prepared task, AllowedHosts allowed, boolean vmIsOutside) {
        try (var phase = progress.phase("create network")) {
            var scope = environment.scope();
            var wanted = scope.network("net");
            var internal = !task.description().fullInternet() && allowed.isEmpty() && !vmIsOutside;
            var network = scope.ledger()
                    .create(
                            wanted,
                            () -> engine.createNetwork(
                                    wanted.name(), internal, scope.owner().labels("network")));
            phase.done(mode(task, allowed).replace('_', ' '));
            return network;
        }
    }

    private static String mode(Prepared task, AllowedHosts allowed) {
        return task.description().fullInternet() ? "full" : allowed.isEmpty() ? "none" : "allow_list";
    }

    private String startContainer(
            Environment environment,
            Prepared task,
            NetworkInfo network,
            AllowedHosts allowed,
            Optional<String> rules,
            Firewall firewall) {
        try (var phase = progress.phase("start main container")) {
            var scope = environment.scope();
            var main = scope.container("main");
            var spec = ContainerSpec.of(task.image().id())
                    .name(main.name())
                    .hostname(environment.id())
                    .labels(scope.owner().labels("main"))
                    .network(network.name())
                    .hosts(allowed.hosts())
                    .directory("/root")
                    .init()
                    .command("sleep", "infinity");
            limit(spec, task);
            var id = scope.ledger().create(main, () -> engine.create(spec.build()));
            var filter = firewall.of(id, "main-filter", rules);
            engine.start(id);
            filter.enforce();
            phase.done();
            return id;
        } catch (WorkbenchException e) {
            throw wanting(environment, task, e);
        }
    }

    /** The engine notices that a host has no GPU only now, and knows nothing of tasks. */
    private static WorkbenchException wanting(Environment environment, Prepared task, WorkbenchException failure) {
        var record = environment.record();
        return task.resources()
                .gpu()
                .filter(gpu -> failure.code().equals("no_gpu"))
                .map(gpu -> WorkbenchException.of(
                                failure.exit(),
                                failure.code(),
                                "task '" + record.family() + "/" + record.task() + "' asks for "
                                        + gpu.count().min() + " GPU"
                                        + (gpu.count().min() == 1 ? "" : "s") + " ("
                                        + gpu.model() + "), and the engine's host has none that containers can use")
                        .at("resources.gpu in " + record.familyDirectory().resolve("manifest.yaml"))
                        .hint(failure.hint().orElseThrow())
                        .details(failure.details().orElse(failure.message())))
                .orElse(failure);
    }

    private static void limit(ContainerSpec.Builder spec, Prepared task) {
        var resources = task.resources();
        resources.cpus().ifPresent(spec::cpus);
        resources.memoryGb().ifPresent(gb -> spec.memory((long) (gb * BYTES_PER_GB)));
        resources.storageGb().ifPresent(gb -> spec.storage((long) (gb * BYTES_PER_GB)));
        resources.gpu().ifPresent(gpu -> spec.gpus(gpu.count().min()));
    }

    private void startTask(
            Environment environment,
            Prepared task,
            String container,
            NetworkInfo network,
            AllowedHosts allowed,
            Optional<AuxVm> auxVm,
            Optional<VmPlan> plan) {
        Map<String, String> probe;
        try (var phase = progress.phase("start task")) {
            probe = new TaskStart(engine, progress).start(task, container, network, allowed, auxVm);
            phase.done();
        }
        var main = new EnvironmentRecord.Container(
                container,
                environment.scope().name("main"),
                task.image().tags().stream().findFirst().orElse(task.image().id()),
                task.imageCache());
        var net = new EnvironmentRecord.Network(
                network.name(), network.subnet(), network.gateway(), mode(task, allowed), allowed.addresses(), probe);
        var vm = auxVm.map(ready -> ready.record(plan.orElseThrow().cache()));
        environment.update(record -> record.withDescription(task.description())
                .withMachines(main, net, vm)
                .withStart(Instant.now()));
    }
}
