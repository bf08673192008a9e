package dev.workbench.ssh;

import dev.workbench.error.ExitCode;
import dev.workbench.error.WorkbenchException;
import dev.workbench.progress.Progress;
import dev.workbench.vm.VmProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Waits until a VM is usable, stage by stage: process, network, port, banner, authentication, boot finished.
 *
 * @param bootCheck a shell command that ends with status 0 once the guest has finished booting; it may wait by itself
 */
public record Readiness(VmProvider provider, String vm, Login login, String bootCheck, Progress progress) {
    private static final int CONSOLE_LINES = 30;

    /** A usable VM: where it is, the open connection to it, and how long each stage took. */
    public record Ready(SshGuest guest, String address, List<StageTime> stages) {}

    public record StageTime(String stage, Duration took) {}

    /**
     * Blocks until the VM is usable; the caller closes the guest.
     *
     * @param limit for all stages together
     * @throws WorkbenchException {@code vm_not_ready} (exit code 5) when the time is up, {@code vm_broken} (exit code 4)
     *     when the VM can no longer become ready; both name the stage and carry the end of the console
     */
    public Ready await(Duration limit) {
        var deadline = new Deadline(limit);
        var stages = new ArrayList<StageTime>();
        try (var watch = new ReadinessWatch(provider, vm, login, bootCheck, deadline)) {
            for (var requirement : watch.requirements()) {
                stages.add(new StageTime(requirement.name(), meet(requirement, watch, deadline)));
                progress.output(
                        "vm",
                        String.format(
                                Locale.ROOT,
                                "%d of %d: %s (%.1f s)",
                                stages.size(),
                                watch.requirements().size(),
                                requirement.description(),
                                stages.getLast().took().toMillis() / 1000.0));
            }
            return new Ready(watch.handOver(), watch.address(), List.copyOf(stages));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw WorkbenchException.of(ExitCode.INTERRUPTED, "interrupted", "interrupted while waiting for the VM");
        }
    }

    private Duration meet(Requirement requirement, ReadinessWatch watch, Deadline deadline)
            throws InterruptedException {
        var started = System.nanoTime();
        while (true) {
            switch (requirement.probe().probe()) {
                case Requirement.Verdict.Met _ -> {
                    return Duration.ofNanos(System.nanoTime() - started);
                }
                case Requirement.Verdict.Never never -> throw broken(requirement, never.why());
                case Requirement.Verdict.NotYet notYet -> {
                    var end = watch.end();
                    if (end.isPresent()) {
                        throw broken(requirement, end.get());
                    }
                    if (deadline.isOver()) {
                        throw notReady(requirement, notYet.why(), deadline);
                    }
                }
            }
        }
    }

    private WorkbenchException notReady(Requirement requirement, String why, Deadline deadline) {
        var message = "the VM was not ready after " + deadline.limit().toSeconds() + " s, at stage '"
                + requirement.name() + "': " + why;
        return described(WorkbenchException.timeout("vm_not_ready", message), requirement);
    }

    private WorkbenchException broken(Requirement requirement, String why) {
        var message = "the VM broke at stage '" + requirement.name() + "': " + why;
        return described(WorkbenchException.provider("vm_broken", message), requirement);
    }

    private WorkbenchException described(WorkbenchException failure, Requirement requirement) {
        var console = provider.console(vm, CONSOLE_LINES).stripTrailing();
        return failure.at(vm)
                .hint(requirement.hint())
                .details(console.isEmpty() ? "(the console is empty)" : "the end of its console:\n" + console);
    }
}
