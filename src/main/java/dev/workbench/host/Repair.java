package dev.workbench.host;

import dev.workbench.error.WorkbenchException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What is to be done about a machine that is not ready. */
public sealed interface Repair {
    /** It is ready. */
    record Nothing() implements Repair {}

    /** Workbench can do it, in this order. */
    record Possible(List<Step> steps) implements Repair {
        public Possible {
            steps = List.copyOf(steps);
        }
    }

    /** Only the user can; says what. */
    record ByHand(WorkbenchException advice) implements Repair {}

    static Repair of(Facts facts) {
        return switch (facts.engine()) {
            case EngineState.Answering engine -> forBootstrap(facts.machine(), engine);
            case EngineState.Silent(var failure) ->
                isOurs(failure) ? forEngine(facts.machine()) : new ByHand(theirs(failure));
        };
    }

    private static WorkbenchException theirs(WorkbenchException failure) {
        return failure.code().equals("engine_not_running")
                ? failure.hint("start that engine, or let DOCKER_HOST or the Docker context name another")
                : failure;
    }

    /** With an engine, all that can lack is a way to get Debian 12; a registry may be one, so it is never refused. */
    private static Repair forBootstrap(Machine machine, EngineState.Answering engine) {
        var wanted = engine.isLocal()
                && !engine.images().contains("minbase")
                && !machine.has("mmdebstrap")
                && machine.debian()
                && machine.root();
        return wanted ? new Possible(List.of(new Step.Install(List.of("mmdebstrap")))) : new Nothing();
    }

    /** Only an engine at Docker's usual socket is ours to start; another that the user has named is not. */
    private static boolean isOurs(WorkbenchException failure) {
        return failure.code().equals("engine_not_running") && failure.message().contains("unix:///var/run/docker.sock");
    }

    private static Repair forEngine(Machine machine) {
        var installed = machine.has("dockerd");
        if (!machine.linux() || (!installed && !machine.debian())) {
            return new ByHand(WorkbenchException.notReady(
                            "engine_not_installed",
                            "no container engine is running, and workbench cannot install one on " + machine.system())
                    .hint(
                            machine.linux()
                                    ? "install Docker Engine 20.10 or newer, or Podman 4 or newer, with the system's"
                                            + " package manager, and start it"
                                    : "install Docker Desktop, Colima or Podman, and start it"));
        }
        var steps = new ArrayList<Step>();
        var packages = packages(machine);
        if (machine.debian() && !packages.isEmpty()) {
            steps.add(new Step.Install(packages));
        }
        steps.add(new Step.StartEngine(ways(machine)));
        return machine.root() ? new Possible(steps) : new ByHand(needsRoot(steps));
    }

    private static List<String> packages(Machine machine) {
        var packages = new ArrayList<String>();
        if (!machine.has("dockerd")) {
            packages.add("docker.io");
        }
        if (machine.appArmor() && !machine.has("apparmor_parser")) {
            packages.add("apparmor"); // without it the engine starts, and no container does
        }
        if (!machine.has("mmdebstrap")) {
            packages.add("mmdebstrap");
        }
        return packages;
    }

    private static List<Step.Way> ways(Machine machine) {
        if (machine.systemd()) {
            return List.of(Step.Way.SYSTEMD);
        }
        // Debian's package brings a script for `service`.
        return machine.debian() && machine.has("service")
                ? List.of(Step.Way.SERVICE, Step.Way.DAEMON)
                : List.of(Step.Way.DAEMON);
    }

    private static WorkbenchException needsRoot(List<Step> steps) {
        var commands = steps.stream()
                .flatMap(step -> step.commands().stream())
                .map(command -> "sudo " + command)
                .collect(Collectors.joining("\n"));
        return WorkbenchException.notReady("needs_root", "installing and starting a container engine needs root")
                .details(commands + "\nsudo usermod -aG docker $USER   # then log in again")
                .hint("run the commands above, or start rootless Docker or Podman");
    }
}
