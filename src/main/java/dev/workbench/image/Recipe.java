package dev.workbench.image;

import dev.workbench.family.BuildSources;
import dev.workbench.family.BuildSources.BuildSource;
import dev.workbench.family.BuildStep;
import dev.workbench.family.TaskFamily;
import dev.workbench.family.VmSpec;
import dev.workbench.vm.Machine;
import java.nio.file.Path;
import java.util.List;

/**
 * What a VM image is made of, as a family's task wants it and a provider can give it.
 *
 * @param base the base image's name
 * @param machine the size of the VM that the steps run on
 * @param sources what the file steps copy: checked, and listed as it was then
 */
public record Recipe(
        String family, String task, String base, Machine machine, List<BuildStep> steps, List<BuildSource> sources) {
    public Recipe {
        steps = List.copyOf(steps);
        sources = List.copyOf(sources);
    }

    /**
     * Reads the sources of the steps.
     *
     * @param fileHashes where the hashes of large sources are remembered
     * @throws dev.workbench.error.WorkbenchException exit code 2, when a source is missing or outside the family
     */
    public static Recipe of(TaskFamily family, String task, VmSpec spec, Machine machine, Path fileHashes) {
        var place = place(family.name(), task);
        var sources = BuildSources.resolve(family.directory(), spec.buildSteps(), place, fileHashes);
        return new Recipe(family.name(), task, spec.baseImage(), machine, spec.buildSteps(), sources);
    }

    /** Whose steps they are, for messages. */
    String place() {
        return place(family, task);
    }

    private static String place(String family, String task) {
        return family + "/" + task;
    }
}
