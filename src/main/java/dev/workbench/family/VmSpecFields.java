package dev.workbench.family;

import dev.workbench.family.document.Fields;
import dev.workbench.family.document.Place;
import dev.workbench.family.document.Problems;
import dev.workbench.family.document.Quoted;
import dev.workbench.family.document.Value;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads a VM spec's fields: one reading for the manifest's {@code aux_vm} and for Python's {@code VMSpec}. */
final class VmSpecFields {
    static final int MOST_CPUS = 2048;
    static final int MOST_RAM_GIB = 32_768;
    static final int MOST_GPUS = 64;

    private static final List<String> KEYS = List.of(
            "cpu_count_range", "ram_gib_range", "cpu_architecture", "gpu_spec", "base_image_type", "build_steps");
    private static final List<String> GPU_KEYS = List.of("count_range", "model");
    private static final List<String> FILE_KEYS = List.of("type", "source", "destination");
    private static final List<String> SHELL_KEYS = List.of("type", "commands");
    private static final List<String> STEP_KEYS = List.of("type", "source", "destination", "commands");
    private static final List<String> ARCHITECTURES =
            Arrays.stream(Architecture.values()).map(Architecture::word).toList();

    private final Path family;
    private final Problems problems;

    /** @param family the family's directory, symlinks resolved: build steps' sources must be inside */
    VmSpecFields(Path family, Problems problems) {
        this.family = family;
        this.problems = problems;
    }

    Optional<VmSpec> read(Value value) {
        return Fields.of(value, problems, KEYS).map(this::spec);
    }

    private VmSpec spec(Fields fields) {
        return new VmSpec(
                range(fields, "cpu_count_range", "cores", MOST_CPUS),
                range(fields, "ram_gib_range", "GiB", MOST_RAM_GIB),
                fields.word("cpu_architecture", ARCHITECTURES).map(Architecture::of),
                gpu(fields, "gpu_spec", problems),
                fields.word("base_image_type", VmSpec.BASE_IMAGES).orElse(VmSpec.DEFAULT_BASE_IMAGE),
                steps(fields));
    }

    private List<BuildStep> steps(Fields fields) {
        var steps = new ArrayList<BuildStep>();
        fields.each("build_steps", "a list of build steps", item -> step(item).ifPresent(steps::add));
        return steps;
    }

    /** A GPU request, in a VM spec or in a manifest's resources. */
    static Optional<GpuSpec> gpu(Fields parent, String key, Problems problems) {
        return parent.mapping(key, GPU_KEYS).flatMap(fields -> {
            fields.require("count_range", "model");
            var count = range(fields, "count_range", "GPUs", MOST_GPUS);
            var model = fields.text("model").filter(name -> modelName(name, fields, problems));
            return count.flatMap(c -> model.map(m -> new GpuSpec(c, m)));
        });
    }

    private static boolean modelName(String name, Fields fields, Problems problems) {
        if (GpuSpec.isModelName(name)) {
            return true;
        }
        var place = fields.value("model").map(Value::place).orElse(fields.place());
        problems.add(
                place,
                place.subject() + " must be a GPU's name, not " + Quoted.of(name),
                Nearest.hint("models known", name, GpuSpec.KNOWN_MODELS));
        return false;
    }

    private static Optional<Range> range(Fields fields, String key, String unit, int limit) {
        return fields.bounds(key, unit, limit).map(bounds -> new Range(bounds.least(), bounds.most()));
    }

    private Optional<BuildStep> step(Value value) {
        if (!(value instanceof Value.Mapping mapping)) {
            Fields.of(value, problems, STEP_KEYS);
            return Optional.empty();
        }
        var type = mapping.entries().stream()
                .filter(entry -> entry.key().equals("type"))
                .findFirst()
                .map(Value.Entry::value);
        return switch (type.orElse(null)) {
            case Value.Text text when text.text().equals("file") -> file(new Fields(mapping, problems, FILE_KEYS));
            case Value.Text text when text.text().equals("shell") -> shell(new Fields(mapping, problems, SHELL_KEYS));
            case null, default -> {
                new Fields(mapping, problems, STEP_KEYS).require("type").word("type", List.of("file", "shell"));
                yield Optional.empty();
            }
        };
    }

    private Optional<BuildStep> file(Fields fields) {
        fields.require("source", "destination");
        var source = fields.text("source");
        var destination = fields.text("destination");
        source.ifPresent(path -> BuildSources.complaint(family, path)
                .ifPresent(complaint -> problems.add(
                        fields.value("source").map(Value::place).orElse(fields.place()),
                        subject(fields.place(), "source") + " " + complaint.message(),
                        complaint.hint())));
        return source.flatMap(from -> destination.map(to -> new BuildStep.File(from, to)));
    }

    private Optional<BuildStep> shell(Fields fields) {
        fields.require("commands");
        var commands = fields.texts("commands");
        if (commands.isEmpty()
                && fields.value("commands").orElse(null) instanceof Value.Sequence none
                && none.items().isEmpty()) {
            problems.add(none.place(), none.place().subject() + " is empty");
        }
        return Optional.of(new BuildStep.Shell(commands));
    }

    private static String subject(Place step, String key) {
        return step.key(key).subject();
    }
}
