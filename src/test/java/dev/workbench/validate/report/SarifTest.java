package dev.workbench.validate.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.workbench.validate.Finding;
import dev.workbench.validate.Report;
import dev.workbench.validate.Rule;
import dev.workbench.validate.Spot;
import dev.workbench.validate.Tier;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SarifTest {
    @Test
    void keepsToThePublishedSchema() throws IOException {
        var nothing = new Report(Tier.STATIC, List.of(), List.of(), Instant.EPOCH, Duration.ZERO);
        try (var in = Sarif.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json")) {
            var schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                    .getSchema(Objects.requireNonNull(in));
            assertThat(schema.validate(Sarif.of(Reports.mixed(), "1.2.3", Reports.ROOT), InputFormat.JSON))
                    .isEmpty();
            assertThat(schema.validate(Sarif.of(nothing, "1.2.3", Reports.ROOT), InputFormat.JSON))
                    .isEmpty();
            assertThat(schema.validate("{\"version\": \"2.1.0\"}", InputFormat.JSON))
                    .isNotEmpty();
        }
    }

    @Test
    void saysWhereFindingsAreAndThatTheHarnessFailed() throws IOException {
        var run = new ObjectMapper()
                .readTree(Sarif.of(Reports.mixed(), "1.2.3", Reports.ROOT))
                .path("runs")
                .path(0);

        assertThat(run.at("/invocations/0/executionSuccessful").asBoolean()).isFalse();
        assertThat(run.at("/invocations/0/exitCode").asInt()).isEqualTo(4);
        assertThat(run.at("/results/0/ruleId").asText()).isEqualTo("WB172");
        assertThat(run.at("/results/0/level").asText()).isEqualTo("warning");
        var first = run.at("/results/0/locations/0/physicalLocation");
        assertThat(first.at("/artifactLocation/uri").asText()).isEqualTo("bad_one/bad_one.py");
        assertThat(first.at("/region/startLine").asInt()).isEqualTo(1);
        assertThat(first.at("/region/startColumn").asInt()).isEqualTo(18);
        var second = run.at("/results/1/locations/0/physicalLocation");
        assertThat(second.at("/artifactLocation/uri").asText()).isEqualTo("bad_one/a%20dir/run.sh");
        assertThat(second.has("region")).isFalse();
        int index = run.at("/results/1/ruleIndex").asInt();
        assertThat(run.at("/tool/driver/rules/" + index + "/id").asText()).isEqualTo("WB300");
    }

    @Test
    void aFindingIsTheSameOneAfterItsLineHasMoved() throws IOException {
        var before = fingerprints(report(finding(3), finding(7)));

        assertThat(before).doesNotHaveDuplicates().hasSize(2);
        assertThat(fingerprints(report(finding(4), finding(8)))).isEqualTo(before);
    }

    private static Finding finding(int line) {
        return new Finding(
                Rule.SECRET,
                "one",
                Optional.empty(),
                new Spot(Reports.ROOT.resolve("one/a.py"), line, 1),
                "this looks like a private key",
                "take it out");
    }

    private static Report report(Finding... findings) {
        var family = new Report.Family(
                "one", Reports.ROOT.resolve("one"), List.of(findings), List.of(), List.of(), Duration.ZERO);
        return new Report(Tier.STATIC, List.of(family), List.of(), Instant.EPOCH, Duration.ZERO);
    }

    private static List<String> fingerprints(Report report) throws IOException {
        var results = new ObjectMapper()
                .readTree(Sarif.of(report, "1.2.3", Reports.ROOT))
                .at("/runs/0/results");
        return results.findValuesAsText("workbenchFinding/v1");
    }
}
