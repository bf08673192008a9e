package dev.workbench.family;

import dev.workbench.error.WorkbenchException;
import dev.workbench.family.document.Quoted;
import dev.workbench.family.document.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds a task family on disk and checks all that can be checked without running its code. */
public final class FamilyLoader {
    public static final String MANIFEST = "manifest.yaml";

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final int HINTED = 20;

    private FamilyLoader() {}

    /**
     * The family in a directory. The directory may be given with {@code .}, a trailing slash or through a symlink.
     *
     * @throws WorkbenchException exit code 2, saying what was looked for
     */
    public static TaskFamily load(Path given) {
        var directory = directory(given);
        checkAccess(given, directory);
        var names = names(given, directory);
        var module = names.stream()
                .map(name -> directory.resolve(name + ".py"))
                .filter(Files::exists)
                .findFirst();
        var manifest = directory.resolve(MANIFEST);
        var hasManifest = Files.exists(manifest);
        if (module.isEmpty() && !hasManifest) {
            throw noFamily(given, directory, names.getFirst());
        }
        var name = module.map(file -> file.getFileName().toString().replaceFirst("\\.py$", ""))
                .orElse(names.getFirst());
        checkName(name, directory);
        module.ifPresent(file -> checkModule(file, directory));
        return new TaskFamily(
                name,
                directory,
                module,
                hasManifest ? Optional.of(ManifestReader.read(manifest, module.isPresent())) : Optional.empty());
    }

    private static Path directory(Path given) {
        try {
            var directory = given.toRealPath();
            if (!Files.isDirectory(directory)) {
                throw WorkbenchException.badInput(
                                "not_a_directory", "a task family is a directory, and this is not one")
                        .at(given.toString())
                        .hint(
                                isModule(directory)
                                        ? "give the directory that contains it: " + directory.getParent()
                                        : "see: workbench init");
            }
            return directory;
        } catch (IOException e) {
            throw WorkbenchException.badInput("no_such_family", "cannot open the task family: " + Reason.of(e))
                    .at(given.toString())
                    .hint(similar(given))
                    .causedBy(e);
        }
    }

    private static boolean isModule(Path file) {
        return file.toString().endsWith(".py") || file.endsWith(MANIFEST);
    }

    /** What the family may be called: as it was given, and, if that was a symlink, as it really is. */
    private static List<String> names(Path given, Path directory) {
        return Stream.of(given.toAbsolutePath().normalize(), directory)
                .map(Path::getFileName)
                .map(name -> name == null ? "" : name.toString())
                .distinct()
                .toList();
    }

    private static void checkName(String name, Path directory) {
        if (!NAME.matcher(name).matches()) {
            throw WorkbenchException.badInput(
                            "bad_family_name",
                            "the task family's name " + Quoted.of(name)
                                    + " must have only letters, digits and '_', and not start with a digit")
                    .at(directory.toString())
                    .hint("rename the directory (and its .py file)");
        }
    }

    private static void checkAccess(Path given, Path directory) {
        if (!Files.isReadable(directory) || !Files.isExecutable(directory)) {
            throw WorkbenchException.badInput("no_such_family", "cannot open the task family: permission denied")
                    .at(given.toString());
        }
    }

    private static void checkModule(Path module, Path directory) {
        if (!Files.isRegularFile(module)) {
            throw WorkbenchException.badInput("not_a_file", "the task family's Python file is not a file")
                    .at(module.toString());
        }
        if (!isInside(module, directory)) {
            throw WorkbenchException.badInput(
                            "file_outside_family",
                            "the task family's Python file is a symbolic link that leads outside of its directory")
                    .at(module.toString())
                    .hint("copy the file into the directory: links are kept as they are in the container");
        }
        if (!mayDefineTaskFamily(module)) {
            throw WorkbenchException.badInput("no_task_family_class", "the file defines no class TaskFamily")
                    .at(module.toString())
                    .hint("a task family's Python file defines a class named TaskFamily");
        }
    }

    private static boolean isInside(Path file, Path directory) {
        try {
            return file.toRealPath().startsWith(directory);
        } catch (IOException e) {
            return false;
        }
    }

    /** False only when the text cannot define the class in whatever way; Python has the last word. */
    private static boolean mayDefineTaskFamily(Path module) {
        try {
            var text = Files.readString(module, StandardCharsets.ISO_8859_1); // what is looked for is ASCII
            return text.contains("TaskFamily") || text.contains("import *") || text.contains("exec(");
        } catch (IOException e) {
            throw WorkbenchException.badInput("unreadable_file", "cannot read the file: " + Reason.of(e))
                    .at(module.toString())
                    .causedBy(e);
        }
    }

    private static WorkbenchException noFamily(Path given, Path directory, String name) {
        checkName(name, directory);
        var failure = WorkbenchException.badInput(
                        "no_task_family", "no task family here: neither " + name + ".py nor " + MANIFEST + " exists")
                .at(given.toString());
        var families = familiesBelow(directory);
        if (!families.isEmpty()) {
            return failure.hint("there are task families below: "
                    + families.stream()
                            .map(child -> given.resolve(child).toString())
                            .collect(Collectors.joining(", ")));
        }
        if (Files.exists(directory.resolve("manifest.yml"))) {
            return failure.hint("rename manifest.yml to " + MANIFEST);
        }
        return failure.hint("'workbench init " + name + "' makes a new one");
    }

    private static List<String> familiesBelow(Path directory) {
        try (var children = Files.list(directory)) {
            return children.filter(FamilyLoader::looksLikeFamily)
                    .map(child -> child.getFileName().toString())
                    .sorted()
                    .limit(HINTED)
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /** Whether a directory has the files that make a task family; they may still be wrong. */
    public static boolean looksLikeFamily(Path directory) {
        return Files.isRegularFile(directory.resolve(directory.getFileName() + ".py"))
                || Files.isRegularFile(directory.resolve(MANIFEST));
    }

    private static String similar(Path given) {
        var absolute = given.toAbsolutePath().normalize();
        var parent = absolute.getParent();
        if (parent == null || !Files.isDirectory(parent)) {
            return "give the path of a directory";
        }
        var families = familiesBelow(parent);
        return families.isEmpty()
                ? "'workbench init NAME' makes a new one"
                : Nearest.hint(
                        "task families in " + parent, absolute.getFileName().toString(), families);
    }
}
