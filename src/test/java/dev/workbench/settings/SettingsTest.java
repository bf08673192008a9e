package dev.workbench.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.workbench.error.WorkbenchException;
import dev.workbench.home.Home;
import dev.workbench.settings.Settings.Chosen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    @TempDir
    Path temporary;

    private Path userFile;
    private Path projectFile;
    private Path directory;

    @BeforeEach
    void makeDirectories() throws IOException {
        userFile = Files.createDirectories(temporary.resolve("home/.config/workbench"))
                .resolve("config.yaml");
        directory = Files.createDirectories(temporary.resolve("project/families/one"));
        projectFile = temporary.resolve("project/.workbench.yaml");
    }

    @Test
    void whereNobodyChoosesThePresetHolds() {
        assertThat(load(Map.of()).all())
                .allSatisfy(each -> assertThat(each.from()).isEqualTo("default"))
                .contains(new Chosen(Setting.TTL, "4h", "default"));
        assertThat(load(Map.of()).chosen(Setting.TTL)).isEmpty();
    }

    @Test
    void aVariableGoesBeforeTheProjectAndTheProjectBeforeTheUser() throws IOException {
        Files.writeString(userFile, "vm: docker\nttl: 1h\nkeep: always\n");
        Files.writeString(projectFile, "# ours\nttl: 2h\nkeep: on-failure\n");
        assertThat(load(Map.of("WORKBENCH_KEEP", "never")).all())
                .contains(
                        new Chosen(Setting.VM, "docker", userFile + ":1:1"),
                        new Chosen(Setting.TTL, "2h", projectFile + ":2:1"),
                        new Chosen(Setting.KEEP, "never", "WORKBENCH_KEEP"));
    }

    @Test
    void anEmptyVariableIsNoChoice() {
        assertThat(load(Map.of("WORKBENCH_VM", "")).chosen(Setting.VM)).isEmpty();
    }

    @Test
    void aFileOfCommentsChoosesNothing() throws IOException {
        Files.writeString(userFile, "# ttl: 1h\n");
        Files.writeString(projectFile, "");
        assertThat(load(Map.of()).chosen(Setting.TTL)).isEmpty();
    }

    @Test
    void aProviderThatIsNoneIsAnErrorWithItsPlace() throws IOException {
        Files.writeString(projectFile, "ttl: 1h\nvm: qmeu\n");
        var failure = failure(Map.of());
        assertThat(failure.place()).hasValue(projectFile + ":2:5");
        assertThat(failure.message() + failure.hint().orElse("")).contains("qmeu", "qemu");
    }

    @Test
    void anUnknownKeyIsAnErrorWithItsPlace() throws IOException {
        Files.writeString(projectFile, "vm: qemu\nkep: always\n");
        var failure = failure(Map.of());
        assertThat(failure.exit().value()).isEqualTo(2);
        assertThat(failure.message()).contains("unknown key 'kep'");
        assertThat(failure.place()).contains(projectFile + ":2:1");
        assertThat(failure.hint().orElseThrow()).contains("did you mean 'keep'?");
    }

    @Test
    void aWordThatIsNoneIsAnErrorWithItsPlace() throws IOException {
        Files.writeString(userFile, "color: sometimes\n");
        assertThat(failure(Map.of()).place()).contains(userFile + ":1:8");
    }

    @Test
    void aDurationThatIsNoneIsAnError() throws IOException {
        Files.writeString(userFile, "ttl: soon\n");
        assertThat(failure(Map.of()).message()).contains("ttl must be a duration", "not 'soon'");
    }

    @Test
    void aVariableThatCannotBeUsedIsNamed() {
        var failure = failure(Map.of("WORKBENCH_OUTPUT", "xml"));
        assertThat(failure.message()).isEqualTo("WORKBENCH_OUTPUT must be one of table, json, not 'xml'");
        assertThat(failure.place()).contains("WORKBENCH_OUTPUT");
    }

    private Settings load(Map<String, String> variables) {
        var home = Home.of(Map.of("HOME", temporary.resolve("home").toString()));
        return Settings.load(home, directory, variables);
    }

    private WorkbenchException failure(Map<String, String> variables) {
        return catchThrowableOfType(WorkbenchException.class, () -> load(variables));
    }
}
