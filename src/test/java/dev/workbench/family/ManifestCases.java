package dev.workbench.family;

import java.util.List;
import java.util.stream.Stream;

/** Manifests with what is wrong with each, judged by the reader and by the JSON Schema. */
final class ManifestCases {
    private ManifestCases() {}

    /**
     * @param place {@code line:column} of the one problem
     * @param inSchema whether a schema can tell, which knows no places, no order and no files
     */
    record Bad(String place, String message, boolean inSchema, String yaml) {
        Bad readerOnly() {
            return new Bad(place, message, false, yaml);
        }

        @Override
        public String toString() {
            return message;
        }
    }

    static Stream<String> good() {
        return Stream.of(
                "tasks: {main: {instructions: x}}",
                "{version: 1.0, meta: null, tasks: {'a b/c.d-é': {instructions: x, meta: null}, 2: {instructions: y}}}",
                "tasks: {m: {instructions: x, version: 0.2.3, type: inspect, scoring: {}, resources: {}}}",
                "tasks: {m: {instructions: x, permissions: [], install: [], score: {command: 'echo 1', fetch: []}}}",
                "tasks: {m: {instructions: x, resources: {cpus: 0.01, memory_gb: 32768, storage_gb: 0.5}}}",
                "tasks: {m: {instructions: x, aux_vm: {cpu_count_range: [1, 2048], ram_gib_range: [2.0, 2.0]}}}",
                "tasks: {m: {instructions: x, aux_vm: {gpu_spec: {count_range: [1, 64], model: RTX 4090}}}}",
                "tasks: {m: {instructions: x, aux_vm: {build_steps: []}, agent_access: agent}}",
                "tasks: {m: {instructions: x, aux_vm: {build_steps: [{type: file, source: assets, destination: /opt}]}}}",
                "tasks: {m: {instructions: x, aux_vm: {build_steps: [{type: file, source: ., destination: all}]}}}",
                "tasks: {m: {instructions: no, start: ['12:30', on]}}",
                "tasks: {m: &m {instructions: x}, n: *m}",
                "# a comment\n---\ntasks:\n  m:\n    instructions: >-\n      folded\n      text\n...\n");
    }

    static List<Bad> bad() {
        return List.of(
                // keys
                both("1:1", "missing key 'tasks'", "meta: 1"),
                both("1:1", "unknown key 'task'", "task: {}\ntasks: {m: {instructions: x}}"),
                task("4:5", "unknown key 'instruction' in tasks.main", "instruction: y"),
                task("4:17", "unknown key 'memory' in tasks.main.resources", "resources: {memory: 4}"),
                task("4:15", "unknown key 'visible' in tasks.main.scoring", "scoring: {visible: true}"),
                task("4:14", "unknown key 'cpus' in tasks.main.aux_vm", "aux_vm: {cpus: 4}"),
                task("4:5", "tasks.main.start has no value", "start:"),
                task("4:14", "tasks.main.aux_vm.gpu_spec has no value", "aux_vm: {gpu_spec: null}"),
                reader(
                        "4:5",
                        "duplicate key 'instructions'",
                        "tasks:\n  main:\n    instructions: x\n    instructions: y"),
                reader("3:3", "duplicate key 'main'", "tasks:\n  main: {instructions: x}\n  main: {instructions: y}"),
                reader("1:9", "a key must be a text", "tasks: {[a]: 1, main: {instructions: x}}"),
                // shapes
                both("1:8", "tasks must be a mapping, not a list", "tasks: [main]"),
                both("1:8", "tasks is empty", "tasks: {}"),
                both("1:1", "tasks has no value", "tasks:"),
                both("1:15", "tasks.main must be a mapping, not the text 'x'", "tasks: {main: x}"),
                both("1:14", "tasks.main must be a mapping, not nothing", "tasks: {main: }"),
                both("1:10", "version must be a text, not a list", "version: [1]\ntasks: {m: {instructions: x}}"),
                // names of tasks
                both("1:9", "a task's name must not be empty, not ''", "tasks: {'': {instructions: x}}"),
                both("1:9", "a task's name must not start with '-', not '-x'", "tasks: {-x: {instructions: x}}"),
                both(
                        "1:9",
                        "a task's name must not start or end with a blank, not ' m'",
                        "tasks: {' m': {instructions: x}}"),
                both(
                        "1:9",
                        "a task's name must not contain control characters, not 'a\\nb'",
                        "tasks: {\"a\\nb\": {instructions: x}}"),
                // texts
                both(
                        "1:30",
                        "tasks.main.instructions must be a text, not the number 42",
                        "tasks: {main: {instructions: 42}}"),
                both("1:30", "tasks.main.instructions must be a text, not true", "tasks: {main: {instructions: true}}"),
                both(
                        "1:30",
                        "tasks.main.instructions must be a text, not a list",
                        "tasks: {main: {instructions: [x]}}"),
                both("1:30", "tasks.main.instructions is empty", "tasks: {main: {instructions: ' \n'}}"),
                both(
                        "1:30",
                        "tasks.main.instructions contains a NUL character",
                        "tasks: {main: {instructions: \"a\\0b\"}}"),
                task("4:12", "tasks.main.start must be a list of texts, not the text 'echo'", "start: echo"),
                task("4:16", "tasks.main.start[1] must be a text, not the number 1", "start: [a, 1, c]"),
                task("4:13", "tasks.main.start[0] is empty", "start: ['']"),
                // words
                task(
                        "4:19",
                        "tasks.main.agent_access must be one of none, agent, admin, not the text 'root'",
                        "agent_access: root"),
                task(
                        "4:11",
                        "tasks.main.type must be one of metr_task_standard, inspect, not the text 'metr'",
                        "type: metr"),
                task(
                        "4:33",
                        "tasks.main.scoring.visible_to_agent must be true or false, not the text 'yes'",
                        "scoring: {visible_to_agent: yes}"),
                task(
                        "4:19",
                        "tasks.main.permissions[0] must be 'full_internet', not the text 'internet'",
                        "permissions: [internet]"),
                task("4:34", "full_internet stands twice", "permissions: [full_internet, full_internet]"),
                task(
                        "4:18",
                        "tasks.main.permissions must be a list: [] or [full_internet], not the text 'full_internet'",
                        "permissions: full_internet"),
                task(
                        "4:38",
                        "tasks.main.required_environment_variables[0] must be a variable's name, not 'A=b'",
                        "required_environment_variables: [A=b]"),
                // numbers
                task(
                        "4:23",
                        "tasks.main.resources.cpus must be a number of cores from 0.01 to 2048, not the number 0",
                        "resources: {cpus: 0}"),
                task(
                        "4:23",
                        "tasks.main.resources.cpus must be a number of cores from 0.01 to 2048, not the text '.inf'",
                        "resources: {cpus: .inf}"),
                task(
                        "4:28",
                        "tasks.main.resources.memory_gb must be a number of GB from 0.01 to 32768, not the number -2",
                        "resources: {memory_gb: -2}"),
                task(
                        "4:29",
                        "tasks.main.resources.storage_gb must be a number of GB from 0.01 to 1000000, not the number 1e999999999",
                        "resources: {storage_gb: 1e999999999}"),
                task(
                        "4:28",
                        "tasks.main.resources.memory_gb must be a number of GB from 0.01 to 32768, not the text '4GB'",
                        "resources: {memory_gb: 4GB}"),
                // ranges
                vm(
                        "4:31",
                        "cpu_count_range must be [least, most], two whole numbers of cores from 1 to 2048, not the number 2",
                        "cpu_count_range: 2"),
                vm(
                        "4:31",
                        "cpu_count_range must be [least, most], two whole numbers of cores from 1 to 2048, not a list of 1",
                        "cpu_count_range: [2]"),
                vm(
                        "4:31",
                        "cpu_count_range must be [least, most], two whole numbers of cores from 1 to 2048, not a list of 3",
                        "cpu_count_range: [1, 2, 3]"),
                vm(
                        "4:32",
                        "cpu_count_range[0] must be a whole number of cores from 1 to 2048, not the number 0",
                        "cpu_count_range: [0, 1]"),
                vm(
                        "4:32",
                        "cpu_count_range[0] must be a whole number of cores from 1 to 2048, not the number -1",
                        "cpu_count_range: [-1, 1]"),
                vm(
                        "4:35",
                        "cpu_count_range[1] must be a whole number of cores from 1 to 2048, not the number 1000000",
                        "cpu_count_range: [1, 1000000]"),
                vm(
                        "4:33",
                        "ram_gib_range[1] must be a whole number of GiB from 1 to 32768, not the number 1.5",
                        "ram_gib_range: [1, 1.5]"),
                vm(
                        "4:30",
                        "ram_gib_range[0] must be a whole number of GiB from 1 to 32768, not the text '1'",
                        "ram_gib_range: ['1', 2]"),
                vm("4:29", "ram_gib_range must be [least, most], but 8 is more than 4", "ram_gib_range: [8, 4]")
                        .readerOnly(),
                // the rest of a VM spec
                vm(
                        "4:32",
                        "cpu_architecture must be one of x64, arm64, not the text 'x86_64'",
                        "cpu_architecture: x86_64"),
                vm(
                        "4:31",
                        "base_image_type must be one of debian-12, ubuntu-20.04-cuda, not the text 'debian-13'",
                        "base_image_type: debian-13"),
                vmPlain("4:24", "missing key 'model' in tasks.main.aux_vm.gpu_spec", "gpu_spec: {count_range: [1, 1]}"),
                vm(
                        "4:53",
                        "gpu_spec.model must be a GPU's name, not '../x'",
                        "gpu_spec: {count_range: [1, 1], model: ../x}"),
                vmPlain(
                        "4:28",
                        "missing key 'type' in tasks.main.aux_vm.build_steps[0]",
                        "build_steps: [{commands: [a]}]"),
                vm(
                        "4:35",
                        "build_steps[0].type must be one of file, shell, not the text 'shel'",
                        "build_steps: [{type: shel, commands: [a]}]"),
                vm("4:28", "build_steps[0] must be a mapping, not the text 'apt update'", "build_steps: [apt update]"),
                vmPlain(
                        "4:28",
                        "missing key 'commands' in tasks.main.aux_vm.build_steps[0]",
                        "build_steps: [{type: shell}]"),
                vm("4:52", "build_steps[0].commands is empty", "build_steps: [{type: shell, commands: []}]"),
                vm(
                        "4:52",
                        "build_steps[0].commands must be a list of texts, not the text 'ls'",
                        "build_steps: [{type: shell, commands: ls}]"),
                vmPlain(
                        "4:42",
                        "unknown key 'source' in tasks.main.aux_vm.build_steps[0]",
                        "build_steps: [{type: shell, source: assets, commands: [a]}]"),
                vmPlain(
                        "4:28",
                        "missing key 'destination' in tasks.main.aux_vm.build_steps[0]",
                        "build_steps: [{type: file, source: assets}]"),
                source("/etc/passwd", "must be a path inside the family directory, not '/etc/passwd'", true),
                source("~/x", "must be a path inside the family directory, not '~/x'", true),
                source("nothing", "'nothing' cannot be copied: no such file or directory", false),
                source("../web_attack_secret/key", "'../web_attack_secret/key' is outside the family directory", false),
                source("assets/../../x", "'assets/../../x' is outside the family directory", false),
                source("outward", "'outward' leads outside the family directory through a symbolic link", false),
                source(
                        "outward/key",
                        "'outward/key' leads outside the family directory through a symbolic link",
                        false),
                source("loop", "'loop' cannot be copied: too many levels of symbolic links", false),
                // scoring and access
                task("4:12", "missing key 'command' in tasks.main.score", "score: {fetch: []}"),
                task(
                        "4:21",
                        "missing key 'to' in tasks.main.score.fetch[0]",
                        "score: {fetch: [{from: a}], command: c}\n    aux_vm: {}"),
                task("4:5", "agent_access needs an aux VM", "agent_access: agent")
                        .readerOnly(),
                task(
                                "4:5",
                                "score.fetch copies from the aux VM, but there is none",
                                "score: {fetch: [{from: a, to: b}], command: c}")
                        .readerOnly(),
                reader("1:15", "missing key 'instructions' in tasks.main", "tasks: {main: {start: [a]}}"));
    }

    /** Files that are no YAML, or more than that. */
    static List<Bad> malformed() {
        return List.of(
                reader("1:1", "the file is empty", ""),
                reader("1:1", "the file is empty", "# only a comment\n"),
                reader("1:1", "the file must hold a mapping, not a list", "- a\n"),
                reader("1:1", "the file must hold a mapping, not the text 'tasks'", "tasks"),
                reader(
                        "2:1",
                        "while scanning for the next token: found character '\\t(TAB)' that cannot start any token."
                                + " (Do not use \\t(TAB) for indentation)",
                        "tasks:\n\tmain: {}"),
                reader(
                        "2:1",
                        "while parsing a flow node: expected the node content, but found '<stream end>'",
                        "a: [1,\n"),
                reader("1:6", "while scanning a quoted scalar: found unexpected end of stream", "a: 'x"),
                reader("2:3", "mapping values are not allowed here", "a: 1\n b: 2"),
                reader(
                        "2:1",
                        "expected a single document in the stream: but found another document",
                        "a: 1\n---\nb: 2"),
                reader("1:4", "found undefined alias a", "a: *a"),
                reader("1:4", "a[0] contains itself through an alias", "a: &x [*x]"),
                reader(
                        "1:27",
                        "the tag 'tag:yaml.org,2002:python/object:os.system' is not supported",
                        "tasks: {m: {instructions: !!python/object:os.system x}}"),
                reader("2:2", "the character U+0007 is not allowed here", "a: 1\nb\u0007: 2"));
    }

    private static Bad both(String place, String message, String yaml) {
        return new Bad(place, message, true, yaml);
    }

    private static Bad reader(String place, String message, String yaml) {
        return new Bad(place, message, false, yaml);
    }

    private static Bad task(String place, String message, String line) {
        return both(place, message, "tasks:\n  main:\n    instructions: x\n    " + line);
    }

    private static Bad vm(String place, String message, String field) {
        return vmPlain(place, "tasks.main.aux_vm." + message, field);
    }

    private static Bad vmPlain(String place, String message, String field) {
        return task(place, message, "aux_vm: {" + field + "}");
    }

    private static Bad source(String source, String complaint, boolean inSchema) {
        var bad = vm(
                "4:49",
                "build_steps[0].source " + complaint,
                "build_steps: [{type: file, source: " + source + ", destination: d}]");
        return inSchema ? bad : bad.readerOnly();
    }
}
