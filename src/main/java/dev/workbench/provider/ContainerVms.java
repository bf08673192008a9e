package dev.workbench.provider;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.workbench.container.ContainerInfo;
import dev.workbench.container.Containers;
import dev.workbench.container.Exec;
import dev.workbench.error.ExitCode;
import dev.workbench.error.WorkbenchException;
import dev.workbench.remote.Streams;
import dev.workbench.vm.Ownership;
import dev.workbench.vm.VmState;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;

/** The containers that are one provider's VMs: found, looked at, removed. */
public final class ContainerVms {
    private static final String LABEL_PROVIDER = "dev.workbench.provider";
    private static final Duration GONE_LIMIT = Duration.ofSeconds(20);
    private static final int CONSOLE_LINES = 20;
    private static final String DISK_FULL = "No space left on device";
    private static final Duration LOOK = Duration.ofMillis(200);

    private final Containers containers;
    private final String provider;
    private final IntFunction<String> ending;

    /** {@code ending} says in words what the exit code of a VM's main process means. */
    public ContainerVms(Containers containers, String provider, IntFunction<String> ending) {
        this.containers = containers;
        this.provider = provider;
        this.ending = ending;
    }

    /** The labels of a VM's container, from its create call on. */
    public Map<String, String> labels(Ownership ownership) {
        var labels = new LinkedHashMap<>(ownership.labels("vm"));
        labels.put(LABEL_PROVIDER, provider);
        return labels;
    }

    public VmState state(String name) {
        return containers.inspect(name).map(this::state).orElseGet(VmState.Gone::new);
    }

    private VmState state(ContainerInfo container) {
        if (container.running()) {
            return address(container).<VmState>map(VmState.Running::new).orElseGet(VmState.Starting::new);
        }
        if (container.outOfMemory()) {
            return new VmState.Broken("it ran out of memory");
        }
        return new VmState.Broken(container.exitCode().map(ending::apply).orElse("it was created but never started"));
    }

    /** The address of a VM in its one network, while it runs. */
    public Optional<String> address(String name) {
        return containers.inspect(name).flatMap(ContainerVms::address);
    }

    private static Optional<String> address(ContainerInfo container) {
        return container.addresses().values().stream()
                .filter(address -> !address.isEmpty())
                .findFirst();
    }

    /** The last lines that the main process wrote; empty when there is no such VM. */
    public String console(String name, int lines) {
        if (containers.inspect(name).isEmpty()) {
            return "";
        }
        // A serial line ends with two characters, and the guest's own carriage returns count as ends too.
        var text =
                containers.logs(name, lines).replaceAll("\\r+\\n", "\n").lines().toList();
        return String.join("\n", text.subList(Math.max(0, text.size() - lines), text.size()));
    }

    /**
     * Runs a command in a VM's container, as root, and returns what it printed.
     *
     * @param failure what it means, in a sentence, when the command fails
     */
    public String run(String name, String failure, String... command) {
        var out = new ByteArrayOutputStream();
        var errors = new ByteArrayOutputStream();
        if (containers.exec(name, Exec.of(command).as("0"), Streams.of(out, errors)) != 0) {
            var said = errors.toString(UTF_8).strip();
            if (said.contains(DISK_FULL)) {
                throw WorkbenchException.notReady("disk_full", failure + ": the container engine's disk is full")
                        .details(said)
                        .hint("make room: 'workbench vm images prune' shows what may go");
            }
            throw WorkbenchException.provider("vm_command_failed", failure)
                    .details(said)
                    .hint("the end of the VM's console:\n" + console(name, CONSOLE_LINES));
        }
        return out.toString(UTF_8).strip();
    }

    public void destroy(String name) {
        containers.remove(name);
    }

    /** @throws WorkbenchException (exit code 6) when it is still there after a while */
    public void destroyAndVerify(String name) {
        var deadline = System.nanoTime() + GONE_LIMIT.toNanos();
        containers.remove(name);
        while (containers.inspect(name).isPresent()) {
            if (System.nanoTime() > deadline) {
                throw WorkbenchException.of(
                                ExitCode.LEFT_BEHIND, "vm_left_behind", "the VM " + name + " does not go away")
                        .hint("try: docker rm --force --volumes " + name);
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw WorkbenchException.of(ExitCode.INTERRUPTED, "interrupted", "interrupted");
        }
    }

    /** The names of all that carry an environment's label, running or not. */
    public List<String> list() {
        return containers.containers(Map.of(LABEL_PROVIDER, provider)).stream()
                .filter(container -> container.labels().containsKey(Ownership.LABEL_ENVIRONMENT))
                .map(ContainerInfo::name)
                .toList();
    }
}
