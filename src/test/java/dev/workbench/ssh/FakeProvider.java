package dev.workbench.ssh;

import dev.workbench.family.VmSpec;
import dev.workbench.progress.Progress;
import dev.workbench.remote.Dialer;
import dev.workbench.vm.Ability;
import dev.workbench.vm.Machine;
import dev.workbench.vm.VmProvider;
import dev.workbench.vm.VmRequest;
import dev.workbench.vm.VmState;
import java.util.List;
import java.util.Optional;

/** A provider of one VM whose state and port 22 a test sets. */
final class FakeProvider implements VmProvider {
    volatile VmState state = new VmState.Running("10.0.0.2");
    volatile Dialer dialer = () -> {
        throw new java.io.IOException("connection refused");
    };
    volatile String console = "";

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public String adminUser(String base) {
        return "admin";
    }

    @Override
    public Machine choose(VmSpec spec) {
        throw new IllegalStateException("this VM is there already");
    }

    @Override
    public List<String> caveats() {
        return List.of();
    }

    @Override
    public String prepareBase(String base, Progress progress) {
        return base;
    }

    @Override
    public void launch(VmRequest request, Progress progress) {
        state = new VmState.Starting();
    }

    @Override
    public VmState state(String name) {
        return state;
    }

    @Override
    public Dialer dialer(String name) {
        return () -> dialer.dial();
    }

    @Override
    public Optional<String> networkContainer(String name) {
        return Optional.empty();
    }

    @Override
    public String console(String name, int lines) {
        return console;
    }

    @Override
    public void destroy(String name) {
        state = new VmState.Gone();
    }

    @Override
    public void destroyAndVerify(String name) {
        destroy(name);
    }

    @Override
    public List<String> list() {
        return List.of("vm");
    }

    @Override
    public List<Ability> abilities() {
        return List.of();
    }
}
