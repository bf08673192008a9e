package dev.workbench.validate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workbench.error.ExitCode;
import dev.workbench.error.WorkbenchException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static final Path DIRECTORY = Path.of("/f");

    private static WorkbenchException noRoom() {
        return WorkbenchException.of(ExitCode.PROVIDER, "no_capacity", "there is no room");
    }

    private static Report.Family family(List<Rule> broken, List<WorkbenchException> failures) {
        var findings = broken.stream()
                .map(rule -> new Finding(rule, "f", Optional.empty(), Spot.of(DIRECTORY), "m", "r"))
                .toList();
        return new Report.Family("f", DIRECTORY, findings, List.of(), failures, Duration.ZERO);
    }

    private static ExitCode exit(Report.Family... families) {
        return new Report(Tier.STATIC, List.of(families), List.of(), Instant.EPOCH, Duration.ZERO).exit();
    }

    @Test
    void warningsDoNotFail() {
        assertThat(exit()).isEqualTo(ExitCode.OK);
        assertThat(exit(family(List.of(Rule.CRLF), List.of()))).isEqualTo(ExitCode.OK);
        assertThat(exit(family(List.of(Rule.CRLF, Rule.SECRET), List.of()))).isEqualTo(ExitCode.VERDICT);
    }

    @Test
    void aFailingHarnessIsNeverAVerdict() {
        assertThat(exit(family(List.of(Rule.SECRET), List.of()), family(List.of(), List.of(noRoom()))))
                .isEqualTo(ExitCode.PROVIDER);
    }
}
