package dev.workbench.family;

import dev.workbench.error.WorkbenchException;
import dev.workbench.family.document.Quoted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where the values of required variables come from: the file given by {@code --env-file}, else the process environment,
 * else {@code .env} in the working directory, which is read only when something is still missing.
 */
public final class RequiredVariables {
    /** What the workbench itself supplies to tasks with an aux VM. */
    public static final Set<String> SUPPLIED = Set.of("VM_SSH_USERNAME", "VM_SSH_PRIVATE_KEY", "VM_IP_ADDRESS");

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private final Optional<Path> givenFile;
    private final Optional<EnvFile> given;
    private final Map<String, String> process;
    private final Path fallback;

    private RequiredVariables(
            Optional<Path> givenFile, Optional<EnvFile> given, Map<String, String> process, Path fallback) {
        this.givenFile = givenFile;
        this.given = given;
        this.process = process;
        this.fallback = fallback;
    }

    /** @param envFile the argument of {@code --env-file}; a missing file fails here */
    public static RequiredVariables of(Optional<Path> envFile, Map<String, String> process, Path workingDirectory) {
        return new RequiredVariables(
                envFile, envFile.map(file -> EnvFile.read(file, process)), process, workingDirectory.resolve(".env"));
    }

    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /**
     * The values of the variables, without those that the workbench supplies.
     *
     * @param place whose variables they are, for the message
     * @throws WorkbenchException exit code 2, naming all that are not set
     */
    public Values require(Collection<String> names, String place) {
        var values = new LinkedHashMap<String, String>();
        var missing = new ArrayList<String>();
        var files = new LinkedHashSet<Path>();
        givenFile.flatMap(RequiredVariables::real).ifPresent(files::add);
        for (var name : names) {
            if (!isName(name)) {
                throw WorkbenchException.badInput(
                                "bad_variable_name",
                                "required variable " + Quoted.of(name) + " is not a variable's name")
                        .at(place)
                        .hint("a name has letters, digits and '_' and does not start with a digit");
            }
            if (!SUPPLIED.contains(name)) {
                given.flatMap(file -> file.value(name))
                        .or(() -> Optional.ofNullable(process.get(name)))
                        .or(() -> fallback(name, files))
                        .ifPresentOrElse(value -> values.put(name, value), () -> missing.add(name));
            }
        }
        if (!missing.isEmpty()) {
            var one = missing.size() == 1;
            throw WorkbenchException.badInput(
                            "missing_variables",
                            "required environment variable" + (one ? " is" : "s are") + " not set: "
                                    + String.join(
                                            ", ", missing.stream().distinct().toList()))
                    .at(place)
                    .hint("set " + (one ? "it" : "them")
                            + " in the environment, in a file given by --env-file, or in ./.env (KEY=value lines)");
        }
        return new Values(values, files);
    }

    private Optional<String> fallback(String name, Set<Path> files) {
        if (!Files.isRegularFile(fallback)) {
            return Optional.empty();
        }
        var value = EnvFile.read(fallback, process).value(name);
        value.flatMap(v -> real(fallback)).ifPresent(files::add);
        return value;
    }

    private static Optional<Path> real(Path file) {
        try {
            return Optional.of(file.toRealPath());
        } catch (IOException e) {
            return Optional.empty(); // a pipe, for instance
        }
    }

    /** Secret values by name; its text form has the names alone. */
    public static final class Values {
        public static final Values NONE = new Values(Map.of(), Set.of());

        private final Map<String, String> values;
        private final Set<Path> files;

        /** @param files what {@link #files} returns */
        public Values(Map<String, String> values, Set<Path> files) {
            this.values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
            this.files = Set.copyOf(files);
        }

        /** The files that hold secrets, symlinks resolved: should one lie in a family, it must not get into an image. */
        public Set<Path> files() {
            return files;
        }

        public Map<String, String> byName() {
            return values;
        }

        public List<String> names() {
            return List.copyOf(values.keySet());
        }

        /** These and others, of which the others win. */
        public Values and(Map<String, String> others) {
            var all = new LinkedHashMap<>(values);
            all.putAll(others);
            return new Values(all, files);
        }

        @Override
        public String toString() {
            return "Values" + values.keySet();
        }
    }
}
