package dev.workbench.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows of a command's output is what the command prints, but for times, sizes and ids. */
class DocumentsIT {
    private static final String PROMPT = "    $ ./workbench ";

    @TempDir
    Path directory;

    @Test
    void theWorkedExampleIsReal() throws Exception {
        var example = Example.of("run samples/log_detective");

        var run = launcher().run(example.words());

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.err() + run.out()).matches(example.output());
    }

    @Test
    void anEnvironmentThatStaysSaysHowToGoOn() throws Exception {
        var example = Example.of("run samples/count_words");

        var run = launcher().run(example.words());

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.err() + run.out()).matches(example.output());
        assertThat(launcher().run("destroy", "--all").exit()).isZero();
    }

    @Test
    void aFindingOfValidateIsReal() throws Exception {
        var example = Example.of("validate families");
        var family = Files.createDirectories(directory.resolve("families/web_attack"));
        Files.writeString(family.resolve("manifest.yaml"), """
                # A family with one typing error.
                tasks:
                  main:
                    instruction: Find out who broke in.
                """);

        var validated = launcher().run("validate", family.getParent().toString());

        assertThat(validated.exit()).isEqualTo(1);
        assertThat(validated.out().replace(directory + "/", "")).matches(example.output());
    }

    private Launcher launcher() {
        return Launcher.with(directory.resolve("state"));
    }

    /** A command of the README and the lines below it. */
    private record Example(String line, List<String> shown) {
        private static final Pattern CHANGING = Pattern.compile(
                "(?<id>-[a-z2-7]{6}\\b)|(?<number>\\d+(?:\\.\\d+)?(?= s\\b))|(?<cache>(?<=cache )(?:miss|hit))|(?<rest>\\.\\.\\.)");

        static Example of(String start) throws IOException {
            var lines = Files.readString(Path.of("README.md"))
                    .replaceAll("\\\\\\n\\s*", "")
                    .lines()
                    .toList();
            var first = lines.stream()
                    .filter(line -> line.startsWith(PROMPT + start))
                    .findFirst()
                    .orElseThrow();
            var shown = lines.subList(lines.indexOf(first) + 1, lines.size()).stream()
                    .takeWhile(line -> line.startsWith("    "))
                    .map(line -> line.substring(4))
                    .toList();
            return new Example(first.substring(PROMPT.length()), shown);
        }

        String[] words() {
            return line.split(" ");
        }

        /** The whole output. A phase that took next to no time is not told, and some are told that were quick here. */
        Pattern output() {
            assertThat(shown).isNotEmpty();
            var phases = "(?:(?:✓|vm \\||[0-9.]+ s in all;|workbench:) .*\\n)*";
            return Pattern.compile(
                    shown.stream().map(Example::pattern).collect(Collectors.joining(phases, phases, phases)));
        }

        private static String pattern(String shown) {
            var fixed =
                    Arrays.stream(CHANGING.split(shown, -1)).map(Pattern::quote).iterator();
            var pattern = new StringBuilder(fixed.next());
            CHANGING.matcher(shown).results().forEach(found -> {
                pattern.append(found.namedGroups().keySet().stream()
                        .filter(name -> found.group(name) != null)
                        .map(Example::anyOther)
                        .findFirst()
                        .orElseThrow());
                pattern.append(fixed.next());
            });
            var line = "(?:" + pattern + "\\n)";
            return shown.equals("...") ? line + "*" : shown.startsWith("✓") ? line + "?" : line;
        }

        private static String anyOther(String group) {
            return switch (group) {
                case "id" -> "-[a-z2-7]{6}";
                case "number" -> "\\d+(?:\\.\\d+)?";
                case "cache" -> "(?:miss|hit)";
                default -> ".*";
            };
        }
    }
}
