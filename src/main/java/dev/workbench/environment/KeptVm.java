package dev.workbench.environment;

import dev.workbench.error.WorkbenchException;
import dev.workbench.image.FailedBake;
import dev.workbench.remote.Shell;
import dev.workbench.vm.VmAccess;
import dev.workbench.vm.VmProviders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Makes the VM of a failed bake the aux VM of the environment that it was baked in, so that all commands reach it. */
public final class KeptVm {
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final int OUTPUT_BYTES = 4096;

    private final VmAccess access;
    private final String launcher;

    public KeptVm(VmAccess access, String launcher) {
        this.access = access;
        this.launcher = launcher;
    }

    /** The bake's own key ends with this process; the VM lets the environment's key in from here on. */
    public void adopt(Environment environment, FailedBake failed) {
        var key = access.newAdminKey("workbench-" + environment.id()).join();
        try (var guest = access.connect(failed.provider(), failed.vm(), failed.admin())) {
            var line = Shell.quote(key.publicLine());
            var added = guest.run("printf '%s\\n' " + line + " >>.ssh/authorized_keys", LIMIT, OUTPUT_BYTES);
            if (added.status() != 0) {
                throw WorkbenchException.provider("vm_command_failed", "the VM did not take another key")
                        .details(added.stderr());
            }
        }
        var files = environment.files();
        AuxVms.writePrivate(files, key.privateText());
        var account = new VmAccess.Account(
                failed.admin().user(), key.privateText(), failed.admin().hostKey());
        access.writeOpenSshFiles(
                new VmAccess.OpenSshFiles(files.sshConfig(), files.knownHosts(), files.adminKey()),
                environment.id() + "-vm",
                failed.address(),
                account,
                List.of(launcher, "relay", environment.id()));
        var machine = failed.machine();
        var vm = new EnvironmentRecord.Vm(
                VmProviders.reference(failed.provider()),
                failed.vm(),
                failed.address(),
                account.user(),
                failed.base(),
                machine.cpus(),
                machine.ramGib(),
                "",
                "base",
                account.hostKey(),
                Optional.empty());
        environment.update(record -> record.withKeptVm(vm).withStart(Instant.now()));
    }
}
