package dev.workbench.vm;

import dev.workbench.error.WorkbenchException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The providers that this workbench knows, by name; the first one is the default.
 *
 * @param all those on this machine's engine: whoever asks for everything there is gets theirs
 * @param clouds those that are only asked, and only made, when a user names them
 */
public record VmProviders(List<VmProvider> all, Map<String, Supplier<VmProvider>> clouds) {
    public VmProviders {
        all = List.copyOf(all);
        clouds = Map.copyOf(clouds);
    }

    public VmProviders(List<VmProvider> all) {
        this(all, Map.of());
    }

    /**
     * The provider of that name, or of what {@link #reference} said of one.
     *
     * @throws WorkbenchException (exit code 2) naming the providers there are
     */
    public VmProvider named(String reference) {
        var words = reference.split(":", 2);
        var provider = provider(words[0]);
        return provider.ability(Located.class)
                .filter(_ -> words.length == 2)
                .map(located -> located.at(words[1]))
                .orElse(provider);
    }

    /** The words by which the same provider is found again, in the same place, whatever the user's settings are then. */
    public static String reference(VmProvider provider) {
        return provider.ability(Located.class)
                .map(located -> provider.name() + ":" + located.location())
                .orElse(provider.name());
    }

    private VmProvider provider(String name) {
        return all.stream()
                .filter(provider -> provider.name().equals(name))
                .findFirst()
                .or(() -> Optional.ofNullable(clouds.get(name)).map(Supplier::get))
                .orElseThrow(() -> unknown(name));
    }

    /**
     * Nothing, when there is a provider of that name; no cloud is asked for anything.
     *
     * @throws WorkbenchException (exit code 2) naming the providers there are
     */
    public void check(String name) {
        if (!names().contains(name)) {
            throw unknown(name);
        }
    }

    private WorkbenchException unknown(String name) {
        return WorkbenchException.badInput("no_such_provider", "there is no provider '" + name + "'")
                .hint("providers: " + String.join(", ", names()));
    }

    public List<String> names() {
        return Stream.concat(
                        all.stream().map(VmProvider::name),
                        clouds.keySet().stream().sorted())
                .toList();
    }
}
