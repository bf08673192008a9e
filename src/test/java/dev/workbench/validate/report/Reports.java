package dev.workbench.validate.report;

import dev.workbench.error.ExitCode;
import dev.workbench.error.WorkbenchException;
import dev.workbench.validate.Finding;
import dev.workbench.validate.Report;
import dev.workbench.validate.Report.Trial;
import dev.workbench.validate.Report.Trial.Result;
import dev.workbench.validate.Rule;
import dev.workbench.validate.Spot;
import dev.workbench.validate.Tier;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** A report with a bit of everything: it passes, it fails, it warns, and the harness fails. */
final class Reports {
    static final Path ROOT = Path.of("/repo");
    private static final Instant BEGIN = Instant.parse("2026-01-02T03:04:05Z");

    private Reports() {}

    static Report mixed() {
        var good = new Report.Family(
                "good_one",
                ROOT.resolve("good_one"),
                List.of(),
                List.of(
                        trial("", "build", Result.PASSED, OptionalDouble.empty(), 0, List.of()),
                        trial("main", "solve", Result.PASSED, OptionalDouble.of(1.0), 1, List.of("task | <b>42</b>")),
                        trial("main", "tests", Result.SKIPPED, OptionalDouble.empty(), 2, List.of())),
                List.of(),
                Duration.ofMillis(4_500));
        var notSolved = finding(
                Rule.NOT_SOLVED,
                Optional.of("main"),
                "a dir/run.sh",
                0,
                0,
                "the agent scores 0.5, 100% sure\n]]> \u0007 <x>");
        var bad = new Report.Family(
                "bad_one",
                ROOT.resolve("bad_one"),
                List.of(
                        finding(Rule.CRLF, Optional.empty(), "bad_one.py", 1, 18, "the file has CRLF line ends"),
                        notSolved),
                List.of(trial("main", "solve", Result.FAILED, OptionalDouble.of(0.5), 1, List.of(), notSolved)),
                List.of(),
                Duration.ofSeconds(3));
        var unknown = new Report.Family(
                "unknown_one",
                ROOT.resolve("unknown_one"),
                List.of(),
                List.of(trial("main", "idle", Result.UNKNOWN, OptionalDouble.empty(), 1, List.of())),
                List.of(WorkbenchException.of(ExitCode.PROVIDER, "no_capacity", "there is no room")
                        .hint("try later")),
                Duration.ofSeconds(1));
        return new Report(
                Tier.ORACLE,
                List.of(good, bad, unknown),
                List.of("something was left out"),
                BEGIN,
                Duration.ofSeconds(9));
    }

    private static Finding finding(
            Rule rule, Optional<String> task, String file, int line, int column, String message) {
        return new Finding(
                rule,
                "bad_one",
                task,
                new Spot(ROOT.resolve("bad_one").resolve(file), line, column),
                message,
                "mend it");
    }

    private static Trial trial(
            String task,
            String kind,
            Result result,
            OptionalDouble score,
            int seconds,
            List<String> log,
            Finding... findings) {
        var phases = List.of(new Trial.Phase("start main container", Duration.ZERO, Duration.ofMillis(400), false));
        return new Trial(
                task,
                kind,
                result,
                score,
                BEGIN.plusSeconds(seconds),
                Duration.ofMillis(1_250),
                phases,
                log,
                List.of(findings));
    }
}
