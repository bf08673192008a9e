package dev.workbench.family;

import dev.workbench.error.WorkbenchException;
import dev.workbench.family.document.Fields;
import dev.workbench.family.document.Problems;
import dev.workbench.family.document.Quoted;
import dev.workbench.family.document.Value;
import dev.workbench.family.document.YamlDocument;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * Reads a manifest strictly and tells all of its problems at once.
 *
 * <p>The keys are those of the Task Standard's manifest ({@code tasks.<name>.resources}, {@code scoring}, {@code type},
 * {@code version}, {@code meta}) and those that let a family need no Python.
 */
public final class ManifestReader {
    private static final List<String> TOP_KEYS = List.of("tasks", "meta", "version");
    private static final List<String> STANDARD_KEYS = List.of("resources", "scoring", "type", "version", "meta");
    private static final List<String> VM_KEYS = List.of("aux_vm", "agent_access");
    /** What Python code says itself in a family that has it. */
    private static final List<String> PYTHON_FREE_KEYS = List.of(
            "instructions", "permissions", "required_environment_variables", "install", "start", "teardown", "score");

    private static final List<String> RESOURCE_KEYS = List.of("gpu", "cpus", "memory_gb", "storage_gb");
    private static final List<String> SCORING_KEYS =
            List.of("visible_to_agent", "score_on_usage_limits", "instructions");
    private static final List<String> SCORE_KEYS = List.of("fetch", "command");
    private static final List<String> FETCH_KEYS = List.of("from", "to");
    private static final List<String> TYPES = List.of("metr_task_standard", "inspect");

    private final boolean besidePython;
    private final Problems problems = new Problems();
    private final VmSpecFields vmSpecs;

    private ManifestReader(Path family, boolean besidePython) {
        this.besidePython = besidePython;
        this.vmSpecs = new VmSpecFields(family, problems);
    }

    /**
     * The manifest of a family.
     *
     * @param file in the family's directory, whose path has its symlinks resolved
     * @param besidePython whether the family has Python code as well, which then has the say on what a task does
     * @throws WorkbenchException with the place of each problem
     */
    public static Manifest read(Path file, boolean besidePython) {
        var family = Optional.ofNullable(file.getParent()).orElseThrow();
        return new ManifestReader(family, besidePython).read(file);
    }

    /**
     * As much of a manifest as can be read, and all that is wrong with it.
     *
     * @throws WorkbenchException when the file is no YAML
     */
    public static Examined examine(Path file, boolean besidePython) {
        var family = Optional.ofNullable(file.getParent()).orElseThrow();
        var reader = new ManifestReader(family, besidePython);
        return new Examined(reader.readAll(file), reader.problems.all());
    }

    /** A manifest whose entries may be incomplete, with the reasons. */
    public record Examined(Manifest manifest, List<Problems.Problem> problems) {}

    private Manifest read(Path file) {
        var manifest = readAll(file);
        problems.raise("bad_manifest", FamilyLoader.MANIFEST, file.toString());
        return manifest;
    }

    private Manifest readAll(Path file) {
        var source = file.toString();
        var top = new Fields(YamlDocument.read(file, source, problems), problems, TOP_KEYS).require("tasks");
        top.label("version");
        var tasks = new LinkedHashMap<String, ManifestTask>();
        top.value("tasks").ifPresent(value -> {
            if (value instanceof Value.Mapping mapping) {
                mapping.entries().forEach(entry -> task(entry).ifPresent(task -> tasks.put(task.name(), task)));
                if (mapping.entries().isEmpty()) {
                    problems.add(mapping.place(), "tasks is empty", "a family has at least one task");
                }
            } else {
                Fields.of(value, problems, List.of());
            }
        });
        return new Manifest(file, tasks);
    }

    private Optional<ManifestTask> task(Value.Entry entry) {
        TaskNames.complaint(entry.key())
                .ifPresent(complaint -> problems.add(entry.keyPlace(), complaint + ", not " + Quoted.of(entry.key())));
        var known = new ArrayList<>(STANDARD_KEYS);
        known.addAll(VM_KEYS);
        known.addAll(PYTHON_FREE_KEYS);
        return Fields.of(entry.value(), problems, known).map(fields -> task(entry, fields));
    }

    private ManifestTask task(Value.Entry entry, Fields fields) {
        fields.label("version");
        var scoring = fields.mapping("scoring", SCORING_KEYS);
        scoring.ifPresent(s -> s.text("instructions")); // for people who score by hand elsewhere; only checked
        var task = new ManifestTask(
                entry.key(),
                fields.mapping("resources", RESOURCE_KEYS).map(this::resources).orElse(Resources.NONE),
                scoring.flatMap(s -> s.flag("visible_to_agent")).orElse(false),
                scoring.flatMap(s -> s.flag("score_on_usage_limits")).orElse(false),
                fields.word("type", TYPES),
                fields.text("instructions"),
                permissions(fields),
                variables(fields),
                fields.value("aux_vm").flatMap(vmSpecs::read),
                fields.word("agent_access", AgentAccess.words())
                        .map(AgentAccess::of)
                        .orElse(AgentAccess.NONE),
                fields.texts("install"),
                fields.texts("start"),
                fields.texts("teardown"),
                fields.mapping("score", SCORE_KEYS).flatMap(this::score));
        if (besidePython) {
            leaveToPython(fields);
        } else {
            standAlone(fields, task);
        }
        return task;
    }

    private Resources resources(Fields fields) {
        return new Resources(
                fields.number("cpus", "cores", new BigDecimal("0.01"), BigDecimal.valueOf(VmSpecFields.MOST_CPUS)),
                fields.number("memory_gb", "GB", new BigDecimal("0.01"), BigDecimal.valueOf(VmSpecFields.MOST_RAM_GIB)),
                fields.number("storage_gb", "GB", new BigDecimal("0.01"), BigDecimal.valueOf(1_000_000)),
                VmSpecFields.gpu(fields, "gpu", problems));
    }

    private List<String> permissions(Fields fields) {
        var permissions = new ArrayList<String>();
        fields.each("permissions", "a list: [] or [full_internet]", item -> {
            if (!(item instanceof Value.Text text) || !text.text().equals("full_internet")) {
                problems.add(
                        item.place(),
                        item.place().subject() + " must be 'full_internet', not " + item.described(),
                        "the only permission is full_internet");
            } else if (permissions.contains(text.text())) {
                problems.add(item.place(), "full_internet stands twice");
            } else {
                permissions.add(text.text());
            }
        });
        return permissions;
    }

    private List<String> variables(Fields fields) {
        var names = new ArrayList<String>();
        fields.each(
                "required_environment_variables",
                "a list of names",
                item -> fields.textOf(item).ifPresent(name -> {
                    if (RequiredVariables.isName(name)) {
                        names.add(name);
                    } else {
                        problems.add(
                                item.place(),
                                item.place().subject() + " must be a variable's name, not " + Quoted.of(name),
                                "a name has letters, digits and '_' and does not start with a digit");
                    }
                }));
        return names;
    }

    private Optional<ScoreRecipe> score(Fields fields) {
        fields.require("command");
        var fetch = new ArrayList<ScoreRecipe.Fetch>();
        fields.each(
                "fetch",
                "a list of {from, to}",
                item -> Fields.of(item, problems, FETCH_KEYS).ifPresent(pair -> {
                    pair.require("from", "to");
                    pair.text("from")
                            .ifPresent(from ->
                                    pair.text("to").ifPresent(to -> fetch.add(new ScoreRecipe.Fetch(from, to))));
                }));
        return fields.text("command").map(command -> new ScoreRecipe(fetch, command));
    }

    private void leaveToPython(Fields fields) {
        for (var key : PYTHON_FREE_KEYS) {
            fields.refuse(
                    key,
                    "'" + key + "' in " + fields.place().path() + " is for families without Python code",
                    "the TaskFamily class decides this; remove the key");
        }
    }

    private void standAlone(Fields fields, ManifestTask task) {
        if (!fields.has("instructions")) {
            problems.add(
                    fields.place(),
                    "missing key 'instructions' in " + fields.place().path(),
                    "a family without Python code tells the agent here what to do");
        }
        if (fields.has("aux_vm")) {
            return;
        }
        if (task.agentAccess() != AgentAccess.NONE) {
            fields.refuse("agent_access", "agent_access needs an aux VM", "add aux_vm or remove agent_access");
        }
        if (task.score().filter(score -> !score.fetch().isEmpty()).isPresent()) {
            fields.refuse(
                    "score", "score.fetch copies from the aux VM, but there is none", "add aux_vm or remove fetch");
        }
    }
}
