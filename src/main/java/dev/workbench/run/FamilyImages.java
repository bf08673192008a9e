package dev.workbench.run;

import dev.workbench.error.WorkbenchException;
import dev.workbench.family.FamilyLoader;
import dev.workbench.family.ManifestTask;
import dev.workbench.family.RequiredVariables;
import dev.workbench.family.TaskFamily;
import dev.workbench.family.VmSpec;
import dev.workbench.family.VmSpecReader;
import dev.workbench.image.ImageRecords;
import dev.workbench.image.Need;
import dev.workbench.image.Recipe;
import dev.workbench.mainimage.MainImages;
import dev.workbench.vm.ImageCapture;
import dev.workbench.vm.VmImage;
import dev.workbench.vm.VmProvider;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which VM images the tasks of a family refer to now, found out without building anything or running any code. Where that
 * cannot be known, every image of the family counts.
 */
final class FamilyImages {
    private final Workbench workbench;
    private final ImageRecords records;
    private final List<VmProvider> providers;

    /** @param providers whose images are in question */
    FamilyImages(Workbench workbench, ImageRecords records, List<VmProvider> providers) {
        this.workbench = workbench;
        this.records = records;
        this.providers = List.copyOf(providers);
    }

    /**
     * What a family refers to.
     *
     * @param certain whether nothing else is referred to
     */
    record References(Path directory, List<Need> needs, boolean certain) {
        boolean include(VmImage image, ImageRecords records) {
            return needs.stream().anyMatch(need -> need.isMetBy(image)) || (!certain && isOfFamily(image, records));
        }

        private boolean isOfFamily(VmImage image, ImageRecords records) {
            return image.family().equals(String.valueOf(directory.getFileName()))
                    || records.uses(image.key()).stream()
                            .anyMatch(use -> use.directory().equals(directory));
        }
    }

    References of(Path directory) {
        try {
            var family = FamilyLoader.load(directory);
            var specs = specs(family);
            var needs = new ArrayList<Need>();
            for (var task : specs.orElse(Map.of()).entrySet()) {
                for (var provider : providers) {
                    if (provider.ability(ImageCapture.class).isPresent()
                            && !task.getValue().buildSteps().isEmpty()) {
                        need(family, task.getKey(), task.getValue(), provider).ifPresent(needs::add);
                    }
                }
            }
            return new References(directory, needs, specs.isPresent());
        } catch (WorkbenchException e) {
            workbench.progress().warn("all images of " + directory + " are kept: " + e.message());
            return new References(directory, List.of(), false);
        }
    }

    private Optional<Need> need(TaskFamily family, String task, VmSpec spec, VmProvider provider) {
        try {
            var machine = provider.choose(spec);
            return Optional.of(Need.of(
                    Recipe.of(family, task, spec, machine, workbench.home().fileHashes()), provider, records));
        } catch (WorkbenchException e) {
            if (e.code().equals(VmProvider.NOT_OFFERED)) {
                return Optional.empty(); // it cannot give such a machine, so there is no image for one
            }
            throw e;
        }
    }

    /** By task; empty when only the family's code could tell. */
    private Optional<Map<String, VmSpec>> specs(TaskFamily family) {
        var specs = new LinkedHashMap<String, VmSpec>();
        var declared = family.manifest().map(manifest -> manifest.tasks()).orElse(Map.of());
        declared.forEach((name, task) -> task.auxVm().ifPresent(spec -> specs.put(name, spec)));
        if (!family.hasPython()) {
            return Optional.of(specs);
        }
        var description = images().known(
                        new MainImages.Recipe(family, Optional.empty()),
                        new RequiredVariables.Values(Map.of(), envFile()));
        if (description.isEmpty()
                || description.get().tasks().values().stream()
                        .anyMatch(task -> task.error().isPresent())) {
            return Optional.empty();
        }
        description.get().tasks().forEach((name, task) -> {
            var inManifest = Optional.ofNullable(declared.get(name)).flatMap(ManifestTask::auxVm);
            if (inManifest.isEmpty()) {
                task.auxVmSpec().ifPresent(json -> specs.put(name, VmSpecReader.read(json, name, family.directory())));
            }
        });
        return Optional.of(specs);
    }

    private Set<Path> envFile() {
        return Set.of(workbench.directory().resolve(".env").toAbsolutePath());
    }

    private MainImages images() {
        return new MainImages(
                workbench.engine(),
                workbench.parts().bases(),
                workbench.home().descriptions(),
                workbench.home().fileHashes(),
                workbench.progress());
    }
}
