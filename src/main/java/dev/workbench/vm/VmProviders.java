package dev.workbench.vm;

import dev.workbench.error.WorkbenchException;
import java.util.List;

/** The providers that this workbench knows, by name; the first one is the default. */
public record VmProviders(List<VmProvider> all) {
    public VmProviders {
        all = List.copyOf(all);
    }

    /** @throws WorkbenchException (exit code 2) naming the providers there are */
    public VmProvider named(String name) {
        return all.stream()
                .filter(provider -> provider.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () -> WorkbenchException.badInput("no_such_provider", "there is no provider '" + name + "'")
                                .hint("providers: " + String.join(", ", names())));
    }

    public List<String> names() {
        return all.stream().map(VmProvider::name).toList();
    }
}
