package dev.workbench.scaffold;

import dev.workbench.error.WorkbenchException;
import dev.workbench.family.FamilyNames;
import dev.workbench.family.document.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A small task family that builds, runs, scores, has tests and is solved by an agent, for an author to change into
 * another one.
 *
 * @param name the family's name
 * @param task the one task that it has
 * @param submission what earns the full score
 * @param directory where it was made
 * @param agent the directory of the agent that solves it, beside the family: what is in a family goes into its image
 * @param files all that was written
 */
public record NewFamily(String name, String task, String submission, Path directory, Path agent, List<Path> files) {
    private static final String TASK = "main";
    private static final String SUBMISSION = "3";
    private static final String PLACEHOLDER = "__NAME__";

    /** What the family is written in. */
    public enum Kind {
        PYTHON,
        MANIFEST_ONLY;

        private String resources() {
            return switch (this) {
                case PYTHON -> "python";
                case MANIFEST_ONLY -> "manifest";
            };
        }

        private List<Template> templates() {
            return switch (this) {
                case PYTHON ->
                    List.of(
                            new Template("family.py", PLACEHOLDER + ".py"),
                            new Template("family_test.py", PLACEHOLDER + "_test.py"),
                            Template.of("manifest.yaml"));
                case MANIFEST_ONLY ->
                    List.of(
                            Template.of("manifest.yaml"),
                            Template.of("service.log"),
                            Template.of("score.py"),
                            Template.of("score_test.py"));
            };
        }
    }

    private record Template(String resource, String file) {
        static Template of(String name) {
            return new Template(name, name);
        }
    }

    /**
     * Makes a new family in a directory.
     *
     * @throws WorkbenchException (exit code 2) when the name is no good, or something of that name is there
     */
    public static NewFamily create(Path parent, String name, Kind kind) {
        FamilyNames.complaint(name).ifPresent(complaint -> {
            throw WorkbenchException.badInput("bad_family_name", complaint)
                    .hint("a good name says what the task is about, such as log_detective");
        });
        var directory = parent.resolve(name);
        var agents = parent.resolve("agents").resolve(name);
        refuseExisting(directory);
        refuseExisting(agents);
        try {
            return write(directory, agents.resolve("solve"), name, kind);
        } catch (FileAlreadyExistsException e) {
            throw exists(directory);
        } catch (IOException e) {
            throw WorkbenchException.badInput("cannot_write", "cannot write the new family: " + Reason.of(e))
                    .at(directory.toString())
                    .causedBy(e);
        }
    }

    private static void refuseExisting(Path directory) {
        if (Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
            throw exists(directory);
        }
    }

    private static WorkbenchException exists(Path directory) {
        return WorkbenchException.badInput("exists", "there is something of that name already")
                .at(directory.toString())
                .hint("choose another name, or another directory to be in; nothing was changed");
    }

    private static NewFamily write(Path directory, Path agent, String name, Kind kind) throws IOException {
        var files = new ArrayList<Path>();
        Files.createDirectory(directory);
        for (var template : kind.templates()) {
            var file = directory.resolve(template.file().replace(PLACEHOLDER, name));
            files.add(Files.writeString(file, text(kind, template.resource(), name)));
        }
        Files.createDirectories(agent);
        var run = Files.writeString(agent.resolve("run.sh"), text(kind, "run.sh", name));
        Files.setPosixFilePermissions(run, PosixFilePermissions.fromString("rwxr-xr-x"));
        files.add(run);
        return new NewFamily(name, TASK, SUBMISSION, directory, agent, List.copyOf(files));
    }

    private static String text(Kind kind, String resource, String name) {
        try (var in = Objects.requireNonNull(NewFamily.class.getResourceAsStream(kind.resources() + "/" + resource))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace(PLACEHOLDER, name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
