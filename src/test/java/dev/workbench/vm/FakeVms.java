package dev.workbench.vm;

import dev.workbench.error.ExitCode;
import dev.workbench.error.WorkbenchException;
import dev.workbench.family.Architecture;
import dev.workbench.family.VmSpec;
import dev.workbench.progress.Progress;
import dev.workbench.remote.Dialer;
import dev.workbench.remote.Guest;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A provider whose VMs are entries of a map. */
public final class FakeVms implements VmProvider, ImageCapture, KnownBase {
    public static final String ADDRESS = "10.1.2.3";

    private final Map<String, VmRequest> running = new TreeMap<>();
    private final Map<String, VmImage> images = new LinkedHashMap<>();
    /** How many VMs were ever launched. */
    public int launched;
    /** When set, VMs cannot be removed. */
    public boolean sticky;
    /** What this provider can do beside baking. */
    public final List<Ability> others = new ArrayList<>();

    public VmIdentity identity(String name) {
        return Objects.requireNonNull(running.get(name)).identity();
    }

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
        return new Machine(Architecture.X64, 1, 1);
    }

    @Override
    public List<String> caveats() {
        return List.of();
    }

    @Override
    public String prepareBase(String base, Progress progress) {
        return base + " 1";
    }

    @Override
    public Optional<String> knownBase(String base) {
        return Optional.of(base + " 1");
    }

    @Override
    public void launch(VmRequest request, Progress progress) {
        running.put(request.name(), request);
        launched++;
    }

    @Override
    public VmState state(String name) {
        return running.containsKey(name) ? new VmState.Running(ADDRESS) : new VmState.Gone();
    }

    @Override
    public Dialer dialer(String name) {
        return () -> {
            throw new IOException("nothing listens");
        };
    }

    @Override
    public Optional<String> networkContainer(String name) {
        return Optional.empty();
    }

    @Override
    public String console(String name, int lines) {
        return "";
    }

    @Override
    public void destroy(String name) {
        running.remove(name);
    }

    @Override
    public void destroyAndVerify(String name) {
        if (sticky) {
            throw WorkbenchException.of(ExitCode.LEFT_BEHIND, "vm_left_behind", "it stays");
        }
        destroy(name);
    }

    @Override
    public List<String> list() {
        return List.copyOf(running.keySet());
    }

    @Override
    public Optional<VmImage> find(String key) {
        return Optional.ofNullable(images.get(key));
    }

    @Override
    public List<VmImage> images() {
        return List.copyOf(images.values());
    }

    @Override
    public VmImage capture(String name, Supplier<Guest> admin, ImageRecipe recipe, Progress progress) {
        return images.computeIfAbsent(
                recipe.key(),
                key -> new VmImage(
                        key,
                        name(),
                        "reference-" + images.size(),
                        recipe.base(),
                        recipe.machine().architecture(),
                        recipe.family(),
                        recipe.task(),
                        1,
                        Instant.EPOCH));
    }

    @Override
    public void removeImage(VmImage image) {
        images.remove(image.key());
    }

    @Override
    public List<Ability> abilities() {
        return Stream.concat(Stream.of(this), others.stream()).toList();
    }
}
