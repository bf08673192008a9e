package dev.workbench.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.workbench.validate.FamilyOnDisk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code validate} through the launcher, with a real engine in the deeper tiers. */
class ValidateIT {
    private static final String IDLE_IS_ENOUGH = FamilyOnDisk.SOUND.replace("float(submission == \"42\")", "1.0");
    private static final String UNSTEADY =
            FamilyOnDisk.SOUND.replace("float(submission == \"42\")", "__import__('random').random() * 0.9");
    private static final String STARTLESS =
            FamilyOnDisk.SOUND + "    @staticmethod\n    def start(t):\n        raise ValueError('no start today')\n";

    @TempDir
    private Path state;

    @TempDir
    private Path families;

    private JsonNode validate(int exit, String... words) throws Exception {
        var all = new ArrayList<>(List.of("validate", "-o", "json", "--vm", "docker"));
        all.addAll(List.of(words));
        var result = Launcher.with(state).run(all.toArray(String[]::new));
        assertThat(result.exit()).as(result.out() + result.err()).isEqualTo(exit);
        return new ObjectMapper().readTree(result.out());
    }

    private static List<String> rules(JsonNode report) {
        return StreamSupport.stream(report.findValues("rule").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    @AfterEach
    void nothingIsLeft() throws Exception {
        if (Files.exists(state.resolve("workbench/environments"))) {
            try (var left = Files.list(state.resolve("workbench/environments"))) {
                assertThat(left).isEmpty();
            }
        }
    }

    @Test
    void allSamplesAreSoundAsTheyStand() throws Exception {
        assertThat(validate(0, "samples").at("/summary/families").asInt()).isEqualTo(4);
    }

    @Test
    void brokenFilesAreAVerdict() throws Exception {
        FamilyOnDisk.sound(families, "fine_one");
        FamilyOnDisk.sound(families, "BadName");

        assertThat(rules(validate(1, families.toString()))).containsExactly("WB101");
    }

    @Test
    void noFamilyIsBadInput() throws Exception {
        assertThat(validate(2, families.toString()).at("/error/code").asText()).isEqualTo("no_families");
    }

    @Test
    void aSampleWithoutAVmPassesTheOracle() throws Exception {
        var html = families.resolve("report/r.html");
        var xml = families.resolve("report/r.xml");
        var sarif = families.resolve("report/r.sarif");
        var report = validate(
                0,
                "samples/count_words",
                "--tier",
                "oracle",
                "--html",
                html.toString(),
                "--junit-xml",
                xml.toString(),
                "--sarif",
                sarif.toString());

        var trials = report.at("/families/0/trials");
        assertThat(trials.findValuesAsText("kind")).contains("build", "idle", "solve", "tests");
        assertThat(trials.findValuesAsText("result")).containsOnly("passed");
        assertThat(html).content().contains("count_words/hard: solve", "start main container");
        assertThat(xml).content().contains("failures=\"0\"");
        assertThat(sarif).content().contains("\"executionSuccessful\" : true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--manifest-only"})
    void aNewFamilyPassesTheOracle(String kind) throws Exception {
        var words = kind.isEmpty() ? List.of("init", "fresh_start") : List.of("init", "fresh_start", kind);
        var made = Launcher.with(state).in(families).run(words.toArray(String[]::new));
        assertThat(made.exit()).as(made.err()).isZero();

        var report = validate(0, families.toString(), "--tier", "oracle");

        assertThat(report.findValuesAsText("kind")).contains("idle", "solve");
        assertThat(report.at("/summary/warnings").asInt())
                .as(report.toPrettyString())
                .isZero();
    }

    @Test
    void whatOnlyRunningShowsIsToldByTheDeeperTiers() throws Exception {
        new FamilyOnDisk(families, "too_easy").with("too_easy.py", IDLE_IS_ENOUGH);
        new FamilyOnDisk(families, "unsteady").with("unsteady.py", UNSTEADY);
        new FamilyOnDisk(families, "startless").with("startless.py", STARTLESS);

        var report = validate(1, families.toString(), "--tier", "oracle", "--jobs", "3");

        assertThat(rules(report)).contains("WB301", "WB302", "WB203");
        assertThat(report.findValuesAsText("message")).anyMatch(text -> text.contains("no start today"));
        assertThat(report.at("/summary/failures").asInt()).isZero();
    }

    @Test
    void whatHangsIsEndedAndToldWithItsPhase() throws Exception {
        new FamilyOnDisk(families, "hangs")
                .with(
                        "hangs.py",
                        STARTLESS.replace("raise ValueError('no start today')", "__import__('time').sleep(999)"));

        var report = validate(1, families.toString(), "--tier", "container", "--time-limit", "15s");

        assertThat(rules(report)).containsExactly("WB204");
        assertThat(report.findValuesAsText("message")).anyMatch(text -> text.contains("15s, at 'start task'"));
    }

    @Test
    void aVariableThatIsNotSetIsNoVerdictOnTheFamily() throws Exception {
        new FamilyOnDisk(families, "needs_key")
                .with(
                        "needs_key.py",
                        FamilyOnDisk.SOUND.replace(
                                "standard_version",
                                "required_environment_variables = ['NOBODY_SETS_THIS']\n    standard_version"));

        var report = validate(2, families.toString(), "--tier", "container");

        assertThat(rules(report)).isEmpty();
        assertThat(report.findValuesAsText("code")).contains("missing_variables");
    }
}
