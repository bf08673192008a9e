package dev.workbench.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every command that a document shows is run by a shell as it stands there, in the order of the document; what is shown of
 * its output is what it prints, but for times, sizes and ids. A command that is new in a document is run without more ado,
 * unless {@link OnlyParsed} says why not.
 */
class DocumentsIT {
    private static final Pattern HINT = Pattern.compile("workbench (?:ssh|score|destroy) \\S+.*");

    @TempDir
    private Path directory;

    private Path place = Path.of("");
    private Shell shell = new Shell(place, Map.of());

    @BeforeEach
    void layOut() throws Exception {
        place = Files.createDirectory(directory.resolve("place"));
        shell = Shell.in(place, directory.resolve("state")).with(Map.of("WORKBENCH_VM", "docker"));
        Files.createSymbolicLink(
                place.resolve("workbench"), Path.of("workbench").toAbsolutePath());
    }

    @AfterEach
    void leaveNothing() throws Exception {
        mustRun("./workbench destroy --all");
    }

    @Test
    void readme() throws Exception {
        bringSamples();
        var family = Files.createDirectories(place.resolve("families/web_attack"));
        Files.writeString(family.resolve("manifest.yaml"), """
                # A family with one typing error.
                tasks:
                  main:
                    instruction: Find out who broke in.
                """);

        for (var shown : wanted("README.md")) {
            var command = shown.command();
            var before = command.contains(" images diff ") ? changeTidyServer() : "";
            var run = shell.run(command.replaceFirst(" diff \\w+ ", " diff " + before + " "));

            assertThat(run.exit()).as(shown + "\n" + run.err()).isEqualTo(command.contains("validate ") ? 1 : 0);
            if (command.contains(" images prune ")) {
                // An engine may have images of others, too.
                assertThat(ChangingText.isAmong(shown.output(), run.out()))
                        .as(run.out())
                        .isTrue();
            } else if (!shown.output().isEmpty()) {
                assertThat((run.err() + run.out()).replace(place + "/", "")).matches(shown.outputPattern());
            }
            if (run.out().contains("look inside")) {
                for (var hint : HINT.matcher(run.out()).results().toList()) {
                    mustRun(hint.group());
                }
            }
        }
    }

    @Test
    void aGuideForAuthors() throws Exception {
        Process follower = null;
        for (var shown : wanted("src/docs/authors.md")) {
            if (shown.command().endsWith("--follow")) {
                follower = shell.start(shown.command(), directory.resolve("followed"), directory.resolve("err"));
            } else {
                mustRun(shown.command());
                writeFilesOf(shown.command().replaceFirst("^workbench init (\\w+)$", "$1"));
            }
        }
        assertThat(follower).isNotNull();
        assertThat(follower.waitFor()).as("the log's end is the environment's").isZero();
        assertThat(directory.resolve("followed")).content().contains("start task");
    }

    /** The guide's files of a family, whose names are in their first lines. */
    private void writeFilesOf(String family) throws Exception {
        var name = Pattern.compile("(?m)^# ((?:agents/)?" + Pattern.quote(family) + "/\\S+)$");
        for (var block : CodeBlock.of(Files.readString(Path.of("src/docs/authors.md")))) {
            var found = name.matcher(block.text());
            if (found.find()) {
                Files.writeString(place.resolve(found.group(1)), block.text() + "\n");
            }
        }
    }

    @Test
    void aGuideForCi() throws Exception {
        mustRun("mkdir families && cd families && workbench init web_attack --manifest-only");
        mustRun("git init -q -b change . && git add families && git -c user.name=a -c user.email=a@b.c commit -qm first"
                + " && git update-ref refs/remotes/origin/main HEAD && echo >>families/web_attack/manifest.yaml");
        var variables = Map.of("GITHUB_BASE_REF", "main", "CI_MERGE_REQUEST_DIFF_BASE_SHA", "HEAD");

        for (var shown : wanted("src/docs/ci.md")) {
            var run = shell.with(variables).run(shown.command());
            assertThat(run.exit()).as(shown + "\n" + run.out() + run.err()).isZero();
            assertThat(run.out()).contains("1 family (");
        }
        assertThat(List.of("families.xml", "families.sarif", "families.html"))
                .allSatisfy(report -> assertThat(place.resolve(report)).isNotEmptyFile());
    }

    @Test
    void theOthers() throws Exception {
        bringSamples();
        for (var document : List.of("src/docs/operators.md", "samples/README.md", "CONTRIBUTING.md")) {
            for (var shown : wanted(document)) {
                mustRun(shown.command());
            }
        }
    }

    @Test
    void noDocumentIsForgotten() {
        assertThat(Shown.documents())
                .extracting(Path::toString)
                .containsExactlyInAnyOrder(
                        "README.md",
                        "CONTRIBUTING.md",
                        "samples/README.md",
                        "src/docs/authors.md",
                        "src/docs/ci.md",
                        "src/docs/operators.md");
    }

    private void bringSamples() throws Exception {
        mustRun("cp -r " + Path.of("samples").toAbsolutePath() + " samples");
    }

    private static List<Shown> wanted(String document) {
        return Shown.in(Path.of(document)).stream()
                .filter(shown -> OnlyParsed.of(shown).isEmpty())
                .toList();
    }

    private void mustRun(String command) throws Exception {
        var run = shell.run(command);
        assertThat(run.exit()).as(command + "\n" + run.out() + run.err()).isZero();
    }

    /** Does to the sample what the README's examples tell of, and returns the key of its image before that. */
    private String changeTidyServer() throws Exception {
        var key = Pattern.compile("(?m)^sha256:([0-9a-f]{12})")
                .matcher(shell.run("workbench vm images explain samples/tidy_server handover")
                        .out())
                .results()
                .map(found -> found.group(1))
                .findFirst()
                .orElseThrow();
        var script = place.resolve("samples/tidy_server/vm/shop/make_data.sh");
        Files.writeString(script, Files.readString(script) + "# changed\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        var manifest = place.resolve("samples/tidy_server/manifest.yaml");
        Files.writeString(
                manifest,
                Files.readString(manifest)
                        .replace(
                                "    agent_access:",
                                "        - {type: shell, commands: [sudo systemctl enable cron]}\n    agent_access:"));
        return key;
    }
}
