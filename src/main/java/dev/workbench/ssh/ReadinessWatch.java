package dev.workbench.ssh;

import dev.workbench.error.ExitCode;
import dev.workbench.error.WorkbenchException;
import dev.workbench.ssh.Requirement.Verdict;
import dev.workbench.vm.VmProvider;
import dev.workbench.vm.VmState;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is known of a VM while it becomes ready, and the table of what must come true. */
final class ReadinessWatch implements AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final Duration LISTEN = Duration.ofMillis(500);
    private static final Duration RETRY = Duration.ofMillis(200);
    private static final Duration LOGIN_LIMIT = Duration.ofSeconds(60);
    /** A machine restored from a snapshot may show its template's host key until it has its own. */
    private static final Duration FOREIGN_KEY_GRACE = Duration.ofSeconds(15);

    private static final int BOOT_CHECK_BYTES = 4096;

    private final VmProvider provider;
    private final String vm;
    private final Login login;
    private final String bootCheck;
    private final Deadline deadline;
    private final Greeting greeting;

    private String address = "";
    private @Nullable GreetedLink greeted;
    private @Nullable SshGuest guest;
    private @Nullable Deadline foreignKey;
    private String refusal = "";

    ReadinessWatch(VmProvider provider, String vm, Login login, String bootCheck, Deadline deadline) {
        this.provider = provider;
        this.vm = vm;
        this.login = login;
        this.bootCheck = bootCheck;
        this.deadline = deadline;
        this.greeting = new Greeting(provider.dialer(vm));
    }

    List<Requirement> requirements() {
        return List.of(
                new Requirement(
                        "process", "the VM's process runs", "`workbench doctor` checks the host", this::process),
                new Requirement(
                        "network", "the VM has an address", "`workbench doctor` checks the host", this::network),
                new Requirement(
                        "port",
                        "port 22 answers",
                        "the guest's kernel, its network or its SSH server did not come up; see its console",
                        this::port),
                new Requirement(
                        "banner",
                        "an SSH server greets",
                        "something else than an SSH server has port 22; see the image's build steps",
                        this::banner),
                new Requirement(
                        "authentication",
                        "the admin user is logged in",
                        "the guest has not taken the admin key; see its console",
                        this::authentication),
                new Requirement(
                        "boot finished",
                        "the guest has finished booting",
                        "a service of the guest still starts; see its console",
                        this::bootFinished));
    }

    /** Why the machine will never be ready, if that is so. */
    Optional<String> end() {
        return switch (provider.state(vm)) {
            case VmState.Starting _, VmState.Running _ -> Optional.empty();
            case VmState.Broken broken -> Optional.of(broken.reason());
            case VmState.Gone _ -> Optional.of("it does not exist any more");
        };
    }

    private Verdict process() {
        return switch (provider.state(vm)) {
            case VmState.Starting _, VmState.Running _ -> new Verdict.Met();
            case VmState.Broken broken -> new Verdict.Never(broken.reason());
            case VmState.Gone _ -> new Verdict.Never("it does not exist");
        };
    }

    private Verdict network() throws InterruptedException {
        if (provider.state(vm) instanceof VmState.Running running) {
            address = running.address();
            return new Verdict.Met();
        }
        Thread.sleep(LOOK);
        return new Verdict.NotYet("it has no address yet");
    }

    private Verdict port() throws InterruptedException {
        var heard = greeting.poll(deadline.left(LISTEN));
        if (heard.isEmpty()) {
            return new Verdict.NotYet(greeting.why());
        }
        greeted = heard.get();
        return new Verdict.Met();
    }

    private Verdict banner() throws InterruptedException {
        var first = greeted == null ? greeting.poll(deadline.left(LISTEN)) : Optional.of(greeted);
        if (first.isEmpty()) {
            return new Verdict.NotYet(greeting.why());
        }
        greeted = first.get();
        if (greeted.isSsh()) {
            return new Verdict.Met();
        }
        // Too many connections at once are refused with a line as well: so this may pass.
        var why = "it says '" + greeted.text() + "', which is not SSH";
        greeted.close();
        greeted = null;
        greeting.backOff(why);
        return new Verdict.NotYet(why);
    }

    private Verdict authentication() throws InterruptedException {
        if (!(banner() instanceof Verdict.Met)) {
            return new Verdict.NotYet(refusal.isEmpty() ? greeting.why() : refusal);
        }
        var link = Objects.requireNonNull(greeted);
        greeted = null;
        try {
            guest = new SshGuest(Connection.open(link, login, deadline.left(LOGIN_LIMIT)));
            return new Verdict.Met();
        } catch (WorkbenchException e) {
            tolerate(e);
            refusal = e.message();
        } catch (IOException e) {
            refusal = Reason.of(e);
        }
        Thread.sleep(RETRY);
        return new Verdict.NotYet(refusal);
    }

    private void tolerate(WorkbenchException mismatch) {
        if (foreignKey == null) {
            foreignKey = new Deadline(FOREIGN_KEY_GRACE);
        }
        if (foreignKey.isOver()) {
            throw mismatch;
        }
    }

    private Verdict bootFinished() throws InterruptedException {
        if (guest == null && !(authentication() instanceof Verdict.Met)) {
            return new Verdict.NotYet("the connection was lost while it booted");
        }
        try {
            var output =
                    Objects.requireNonNull(guest).run(bootCheck, deadline.left(deadline.limit()), BOOT_CHECK_BYTES);
            if (output.status() == 0) {
                return new Verdict.Met();
            }
            Thread.sleep(RETRY);
            return new Verdict.NotYet(lastLine(output.stdout() + output.stderr(), output.status()));
        } catch (WorkbenchException e) {
            if (e.exit() == ExitCode.INTERRUPTED) {
                throw e;
            }
            closeGuest();
            return new Verdict.NotYet(e.message());
        }
    }

    private static String lastLine(String output, int status) {
        var said = output.strip();
        var last = said.substring(said.lastIndexOf('\n') + 1);
        return "its boot check ended with status " + status + (last.isEmpty() ? "" : ": " + last);
    }

    String address() {
        return address;
    }

    /** The guest, which then belongs to the caller. */
    SshGuest handOver() {
        var ready = Objects.requireNonNull(guest);
        guest = null;
        return ready;
    }

    private void closeGuest() {
        if (guest != null) {
            guest.close();
            guest = null;
        }
    }

    @Override
    public void close() {
        greeting.close();
        if (greeted != null) {
            greeted.close();
        }
        closeGuest();
    }
}
