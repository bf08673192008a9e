package dev.workbench.validate;

import dev.workbench.error.WorkbenchException;
import dev.workbench.family.FamilyLoader;
import dev.workbench.family.Manifest;
import dev.workbench.family.ManifestReader;
import dev.workbench.family.document.Problems;
import dev.workbench.family.document.Value;
import dev.workbench.family.document.YamlDocument;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One family as its files have it, however wrong they are.
 *
 * @param directory absolute, symlinks resolved
 * @param module the file {@code <name>.py}, if there is one
 * @param manifest as much of {@code manifest.yaml} as can be read
 * @param broken why {@code manifest.yaml} cannot be read at all
 * @param files its text files
 * @param outlines of its Python files; none when there was nobody to read them
 */
public record Subject(
        String name,
        Path directory,
        Optional<Path> module,
        Optional<ManifestReader.Examined> manifest,
        Optional<Value.Mapping> document,
        Optional<WorkbenchException> broken,
        List<SourceFile> files,
        Map<Path, Outline> outlines) {

    public static Subject read(Path directory) {
        var name = String.valueOf(directory.getFileName());
        var module = Optional.of(directory.resolve(name + ".py")).filter(Files::isRegularFile);
        var file = directory.resolve(FamilyLoader.MANIFEST);
        Optional<ManifestReader.Examined> manifest = Optional.empty();
        Optional<Value.Mapping> document = Optional.empty();
        Optional<WorkbenchException> broken = Optional.empty();
        if (Files.exists(file)) {
            try {
                manifest = Optional.of(ManifestReader.examine(file, module.isPresent()));
                document = Optional.of(YamlDocument.read(file, file.toString(), new Problems()));
            } catch (WorkbenchException e) {
                broken = Optional.of(e);
            }
        }
        return new Subject(name, directory, module, manifest, document, broken, FamilyFiles.read(directory), Map.of());
    }

    Subject with(Map<Path, Outline> known) {
        return new Subject(name, directory, module, manifest, document, broken, files, known);
    }

    public Path manifestFile() {
        return directory.resolve(FamilyLoader.MANIFEST);
    }

    /** The outline of the family's own module, when it parses. */
    public Optional<Outline> outline() {
        return module.map(outlines::get).filter(outline -> outline.error().isEmpty());
    }

    public Optional<Outline.TaskFamilyClass> taskFamily() {
        return outline().flatMap(Outline::family);
    }

    /** What the family must be told apart from: its file, or its directory. */
    public Spot spot() {
        return Spot.of(module.orElse(Files.exists(manifestFile()) ? manifestFile() : directory));
    }

    public Spot spot(Outline.Member member) {
        return new Spot(module.orElseThrow(), member.line(), member.column());
    }

    public Optional<Manifest> tasks() {
        return manifest.map(ManifestReader.Examined::manifest);
    }

    /** Where a key of the manifest has its value, or where the nearest key above it has. */
    public Spot manifestSpot(String... keys) {
        Value value = document.orElse(null);
        for (var key : keys) {
            if (!(value instanceof Value.Mapping mapping)) {
                break;
            }
            var entry = mapping.entries().stream()
                    .filter(each -> each.key().equals(key))
                    .findFirst();
            if (entry.isEmpty()) {
                break;
            }
            value = entry.get().value();
        }
        return value == null ? Spot.of(manifestFile()) : Spot.of(manifestFile(), value.place());
    }
}
