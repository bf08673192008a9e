package dev.workbench.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.workbench.error.ExitCode;
import dev.workbench.error.WorkbenchException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FamilyLoaderTest {
    private static final String PYTHON = "class TaskFamily:\n    pass\n";

    @TempDir
    Path temporary;

    Path home;

    @BeforeEach
    void realHome() throws IOException {
        home = temporary.toRealPath();
    }

    @Test
    void findsAPythonFamily() throws IOException {
        var directory = python("web_attack");

        assertThat(FamilyLoader.load(directory)).satisfies(family -> {
            assertThat(family.name()).isEqualTo("web_attack");
            assertThat(family.directory()).isEqualTo(directory);
            assertThat(family.module()).hasValue(directory.resolve("web_attack.py"));
            assertThat(family.manifest()).isEmpty();
        });
    }

    @Test
    void findsAManifestBesidePythonAndAlone() throws IOException {
        var beside = python("beside");
        Files.writeString(beside.resolve("manifest.yaml"), "tasks: {main: {resources: {cpus: 1}}}");
        var alone = Files.createDirectory(home.resolve("alone"));
        Files.writeString(alone.resolve("manifest.yaml"), "tasks: {main: {instructions: x}}");

        assertThat(FamilyLoader.load(beside)).satisfies(family -> {
            assertThat(family.hasPython()).isTrue();
            assertThat(family.manifest()).isPresent();
        });
        assertThat(FamilyLoader.load(alone)).satisfies(family -> {
            assertThat(family.hasPython()).isFalse();
            assertThat(family.name()).isEqualTo("alone");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"web_attack/", "web_attack/.", "./web_attack", "other/../web_attack", "link", "versions/v3"})
    void aFamilyMayBeGivenInManyWays(String path) throws IOException {
        var directory = python("web_attack");
        Files.createDirectory(home.resolve("other"));
        Files.createDirectory(home.resolve("versions"));
        Files.createSymbolicLink(home.resolve("link"), Path.of("web_attack"));
        Files.createSymbolicLink(home.resolve("versions/v3"), directory);

        assertThat(FamilyLoader.load(home.resolve(path)))
                .isEqualTo(FamilyLoader.load(directory))
                .extracting(TaskFamily::name)
                .isEqualTo("web_attack");
    }

    @Test
    void aLinkMayGiveAFamilyItsName() throws IOException {
        var store = Files.createDirectory(home.resolve("9f8e.d"));
        Files.writeString(store.resolve("web_attack.py"), PYTHON);
        Files.createSymbolicLink(home.resolve("web_attack"), store);

        assertThat(FamilyLoader.load(home.resolve("web_attack")).name()).isEqualTo("web_attack");
    }

    @Test
    void aMissingDirectoryIsSaidWithSimilarFamilies() throws IOException {
        python("web_attack");

        var failure = failure(home.resolve("web_atack"));
        assertThat(failure.message()).isEqualTo("cannot open the task family: no such file or directory");
        assertThat(failure.place()).hasValue(home.resolve("web_atack").toString());
        assertThat(failure.hint()).hasValue("did you mean 'web_attack'? task families in " + home + ": web_attack");
    }

    @Test
    void aFileIsNoFamily() throws IOException {
        var module = python("web_attack").resolve("web_attack.py");

        var failure = failure(module);
        assertThat(failure.message()).isEqualTo("a task family is a directory, and this is not one");
        assertThat(failure.hint()).hasValue("give the directory that contains it: " + module.getParent());
    }

    @Test
    void anEmptyDirectoryIsNoFamily() throws IOException {
        var directory = Files.createDirectory(home.resolve("empty"));

        assertThat(failure(directory).message())
                .isEqualTo("no task family here: neither empty.py nor manifest.yaml exists");
    }

    @Test
    void aDirectoryOfFamiliesIsNoFamilyAndTheyAreListed() throws IOException {
        python("one");
        python("two");

        var failure = failure(Files.createSymbolicLink(home.resolve("all"), home));
        assertThat(failure.hint())
                .hasValue("there are task families below: " + home + "/all/one, " + home + "/all/two");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"web.attack", "web attack", "web-attack", "9lives", "a;b", "$(touch x)", "`x`", "a'b", "wéb"})
    void aNameThatIsNoIdentifierIsRefused(String name) throws IOException {
        var directory = python(name);
        var alone = Files.createDirectories(home.resolve("alone").resolve(name));
        Files.writeString(alone.resolve("manifest.yaml"), "tasks: {main: {instructions: x}}");

        for (var path : new Path[] {directory, alone}) {
            var failure = failure(path);
            assertThat(failure.message())
                    .isEqualTo("the task family's name '" + name
                            + "' must have only letters, digits and '_', and not start with a digit");
            assertThat(failure.hint()).hasValue("rename the directory (and its .py file)");
        }
    }

    @Test
    void aModuleWithoutTaskFamilyIsRefusedBeforeAnythingRuns() throws IOException {
        var directory = python("web_attack");
        Files.writeString(directory.resolve("web_attack.py"), "class Family:\n    pass\n");

        var failure = failure(directory);
        assertThat(failure.message()).isEqualTo("the file defines no class TaskFamily");
        assertThat(failure.place()).hasValue(directory.resolve("web_attack.py").toString());

        Files.writeString(directory.resolve("web_attack.py"), "from base import *\n");
        assertThat(FamilyLoader.load(directory).hasPython()).isTrue();
    }

    @Test
    void aModuleThatIsADirectoryIsRefused() throws IOException {
        var directory = Files.createDirectory(home.resolve("odd"));
        Files.createDirectory(directory.resolve("odd.py"));

        assertThat(failure(directory).message()).isEqualTo("the task family's Python file is not a file");
    }

    @Test
    void aModuleOutsideTheFamilyIsRefused() throws IOException {
        var elsewhere = python("elsewhere").resolve("elsewhere.py");
        var directory = Files.createDirectory(home.resolve("linked"));
        Files.createSymbolicLink(directory.resolve("linked.py"), elsewhere);
        assertThat(failure(directory).message())
                .isEqualTo("the task family's Python file is a symbolic link that leads outside of its directory");

        Files.delete(directory.resolve("linked.py"));
        Files.copy(elsewhere, directory.resolve("code.py"));
        Files.createSymbolicLink(directory.resolve("linked.py"), Path.of("code.py"));
        assertThat(FamilyLoader.load(directory).hasPython()).isTrue();
    }

    private Path python(String name) throws IOException {
        var directory = Files.createDirectory(home.resolve(name));
        Files.writeString(directory.resolve(name + ".py"), PYTHON);
        return directory;
    }

    private static WorkbenchException failure(Path given) {
        var failure = catchThrowableOfType(WorkbenchException.class, () -> FamilyLoader.load(given));
        assertThat(failure).isNotNull();
        assertThat(failure.exit()).isEqualTo(ExitCode.BAD_INPUT);
        return failure;
    }
}
