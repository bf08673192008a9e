package dev.workbench.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A command that a document shows, and what it shows below it.
 *
 * @param command a line of shell
 * @param output empty where none is shown
 */
public record Shown(Path document, String command, List<String> output) {
    /** Behind a prompt, the five fields of a cron table, or nothing; a remark may follow. */
    private static final Pattern COMMAND = Pattern.compile(
            "(?:\\$ |(?:[\\d*]+ ){4}[\\d*]+ +)?((?:\\./)?(?:workbench|mvnw)(?: .*?)?)(?: {2,}.*| +# .*)?");

    private static final Pattern CONTINUED = Pattern.compile("\\\\\\n\\s*");
    private static final Pattern WORD = Pattern.compile("\"[^\"]*\"|\\S+");

    public Shown {
        output = List.copyOf(output);
    }

    /** What people read; the reference is written from the code, and shows no command. */
    public static List<Path> documents() {
        try (var guides = Files.list(Path.of("src/docs"))) {
            return Stream.concat(
                            Stream.of(Path.of("README.md"), Path.of("CONTRIBUTING.md"), Path.of("samples/README.md")),
                            guides.filter(each -> !each.endsWith("reference.md"))
                                    .sorted())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All of the documents, in their order. */
    public static List<Shown> all() {
        return documents().stream().flatMap(each -> in(each).stream()).toList();
    }

    /** Those of one document, in its order. */
    public static List<Shown> in(Path document) {
        var found = new ArrayList<Shown>();
        for (var block : CodeBlock.of(read(document))) {
            if (block.language().equals("yaml")) {
                scripts(yaml(block.text())).forEach(line -> found.add(new Shown(document, line, List.of())));
            } else {
                found.addAll(commands(document, block.text()));
            }
        }
        return found;
    }

    /** The one of all that begins like this. */
    public static Shown of(String start) {
        return all().stream()
                .filter(each -> each.command().startsWith(start))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no document shows: " + start));
    }

    private static List<Shown> commands(Path document, String block) {
        var found = new ArrayList<Shown>();
        var lines = CONTINUED.matcher(block).replaceAll("").lines().toList();
        for (int index = 0; index < lines.size(); index++) {
            var matcher = COMMAND.matcher(lines.get(index));
            if (matcher.matches()) {
                var output = lines.subList(index + 1, lines.size()).stream()
                        .takeWhile(line -> !COMMAND.matcher(line).matches())
                        .toList();
                found.add(new Shown(document, matcher.group(1), output));
            }
        }
        return found;
    }

    /** What the jobs of a workflow run of ours: GitHub's {@code run}, GitLab's {@code script}. */
    private static Stream<String> scripts(JsonNode node) {
        var own = node.path("run").isTextual()
                ? Stream.of(node.path("run").asText())
                : node.path("script").valueStream().map(JsonNode::asText);
        return Stream.concat(
                own.map(String::strip).filter(line -> COMMAND.matcher(line).matches()),
                node.valueStream().flatMap(Shown::scripts));
    }

    private static JsonNode yaml(String text) {
        try {
            return new YAMLMapper().readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The command line as workbench's parser gets it, up to the first word that is for another program. */
    public List<String> arguments() {
        return WORD.matcher(command.replaceAll(" *>+ *\\S+", ""))
                .results()
                .skip(1)
                .map(found -> found.group().replace("\"", ""))
                .takeWhile(word -> !word.equals("--"))
                .toList();
    }

    /** Every whole output that differs in nothing but what changes from run to run. */
    public Pattern outputPattern() {
        // A phase that took next to no time is not told, and some are told that were quick here.
        var phases = "(?:(?:✓|vm \\||[0-9.]+ s in all;|workbench:) .*\\n)*";
        return Pattern.compile(
                output.stream().map(Shown::linePattern).collect(Collectors.joining(phases, phases, phases)));
    }

    private static String linePattern(String shown) {
        var line = "(?:" + ChangingText.pattern(shown) + "\\n)";
        return shown.equals("...") ? line + "*" : shown.startsWith("✓") ? line + "?" : line;
    }

    @Override
    public String toString() {
        return document + ": " + command;
    }
}
