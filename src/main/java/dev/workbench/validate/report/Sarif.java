package dev.workbench.validate.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.workbench.validate.Finding;
import dev.workbench.validate.Report;
import dev.workbench.validate.Rule;
import dev.workbench.validate.Severity;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A report as SARIF 2.1.0, which code hosts show beside the lines. */
public final class Sarif {
    private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";
    private static final String ROOT = "%SRCROOT%";
    private static final String FINGERPRINT = "workbenchFinding/v1";
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_ABSENT, JsonInclude.Include.NON_ABSENT))
            .build();

    private Sarif() {}

    private record Log(@JsonProperty("$schema") String schema, String version, List<Run> runs) {}

    private record Run(
            Tool tool,
            List<Invocation> invocations,
            Map<String, ArtifactLocation> originalUriBaseIds,
            String columnKind,
            List<Result> results) {}

    private record Tool(Driver driver) {}

    private record Driver(String name, String version, List<Descriptor> rules) {}

    private record Descriptor(
            String id,
            String name,
            Message shortDescription,
            Configuration defaultConfiguration,
            Properties properties) {}

    private record Configuration(String level) {}

    private record Properties(List<String> tags) {}

    private record Invocation(
            boolean executionSuccessful, int exitCode, List<Notification> toolExecutionNotifications) {}

    private record Notification(String level, Message message) {}

    private record Result(
            String ruleId,
            int ruleIndex,
            String level,
            Message message,
            List<Location> locations,
            Map<String, String> partialFingerprints) {}

    private record Message(String text) {}

    private record Location(PhysicalLocation physicalLocation, List<LogicalLocation> logicalLocations) {}

    private record LogicalLocation(String fullyQualifiedName) {}

    private record PhysicalLocation(ArtifactLocation artifactLocation, Optional<Region> region) {}

    private record ArtifactLocation(String uri, Optional<String> uriBaseId) {}

    private record Region(int startLine, Optional<Integer> startColumn) {}

    /** @param root what the places are told relative to: where the repository is checked out */
    public static String of(Report report, String version, Path root) {
        var rules = Arrays.stream(Rule.values()).map(Sarif::descriptor).toList();
        var failures = report.failures().stream()
                .map(failure -> new Notification("error", new Message(failure.message())))
                .toList();
        var run = new Run(
                new Tool(new Driver("workbench", version, rules)),
                List.of(new Invocation(failures.isEmpty(), report.exit().value(), failures)),
                Map.of(ROOT, new ArtifactLocation(directory(root), Optional.empty())),
                "unicodeCodePoints",
                results(report, root));
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(new Log(SCHEMA, "2.1.0", List.of(run)))
                    + "\n";
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Descriptor descriptor(Rule rule) {
        return new Descriptor(
                rule.id(),
                rule.word(),
                new Message(rule.summary()),
                new Configuration(level(rule.severity())),
                new Properties(List.of(rule.tier().word())));
    }

    private static List<Result> results(Report report, Path root) {
        var seen = new HashMap<String, Integer>();
        return report.findings().stream()
                .map(finding -> result(finding, root, seen))
                .toList();
    }

    /** @param seen how often each finding has been told before, without regard to its line */
    private static Result result(Finding finding, Path root, Map<String, Integer> seen) {
        var spot = finding.spot();
        var region = spot.line() == 0
                ? Optional.<Region>empty()
                : Optional.of(
                        new Region(spot.line(), spot.column() == 0 ? Optional.empty() : Optional.of(spot.column())));
        var name = finding.family() + finding.task().map(task -> "/" + task).orElse("");
        return new Result(
                finding.rule().id(),
                Arrays.asList(Rule.values()).indexOf(finding.rule()),
                level(finding.rule().severity()),
                new Message(finding.message() + "\nRemedy: " + finding.remedy()),
                List.of(new Location(
                        new PhysicalLocation(artifact(spot.file(), root), region), List.of(new LogicalLocation(name)))),
                Map.of(FINGERPRINT, fingerprint(finding, root, seen)));
    }

    /** The same for the same finding after other lines of its file have changed. */
    private static String fingerprint(Finding finding, Path root, Map<String, Integer> seen) {
        var file = artifact(finding.spot().file(), root).uri();
        var identity = String.join(
                "\0",
                finding.rule().id(),
                file,
                finding.task().orElse(""),
                finding.message().lines().findFirst().orElse(""));
        int before = seen.merge(identity, 1, Integer::sum) - 1;
        return UUID.nameUUIDFromBytes(identity.getBytes(StandardCharsets.UTF_8)) + ":" + before;
    }

    private static String level(Severity severity) {
        return switch (severity) {
            case ERROR -> "error";
            case WARNING -> "warning";
        };
    }

    private static ArtifactLocation artifact(Path file, Path root) {
        return file.startsWith(root)
                ? new ArtifactLocation(escaped(root.relativize(file).toString()), Optional.of(ROOT))
                : new ArtifactLocation(file.toUri().toString(), Optional.empty());
    }

    private static String directory(Path root) {
        var uri = root.toUri().toString();
        return uri.endsWith("/") ? uri : uri + "/";
    }

    /** A relative reference; the empty one is the root itself. */
    private static String escaped(String path) {
        try {
            return new URI(null, null, "/" + path, null).getRawPath().substring(1);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(path, e);
        }
    }
}
