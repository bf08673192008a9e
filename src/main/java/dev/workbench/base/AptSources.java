package dev.workbench.base;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The package mirrors of a Debian 12 host, from both forms of apt's configuration (one line, and deb822 stanzas).
 *
 * <p>Only entries that another machine can use are taken: {@code http} or {@code https}, this release, component
 * {@code main}. A host that is not Debian 12 has none.
 */
final class AptSources {
    private static final String RELEASE = "bookworm";

    private AptSources() {}

    /**
     * Reads the entries, as {@code deb URI SUITE main} lines.
     *
     * @param etc the host's {@code /etc}
     */
    static List<String> of(Path etc) {
        try {
            var release = etc.resolve("os-release");
            if (!Files.exists(release) || !isDebian12(Files.readAllLines(release))) {
                return List.of();
            }
            var entries = new LinkedHashSet<String>();
            for (var file : configurationFiles(etc.resolve("apt"))) {
                var text = Files.readString(file);
                entries.addAll(file.toString().endsWith(".sources") ? stanzas(text) : lines(text));
            }
            return List.copyOf(entries);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isDebian12(List<String> osRelease) {
        var words = osRelease.stream().map(line -> line.replace("\"", "")).toList();
        return words.contains("ID=debian") && words.contains("VERSION_CODENAME=" + RELEASE);
    }

    private static List<Path> configurationFiles(Path apt) throws IOException {
        var files = new ArrayList<Path>();
        if (Files.exists(apt.resolve("sources.list"))) {
            files.add(apt.resolve("sources.list"));
        }
        if (Files.isDirectory(apt.resolve("sources.list.d"))) {
            try (var entries = Files.newDirectoryStream(apt.resolve("sources.list.d"), "*.{list,sources}")) {
                entries.forEach(files::add);
            }
        }
        return files.stream().sorted().toList();
    }

    static List<String> lines(String text) {
        var entries = new ArrayList<String>();
        for (var line : text.lines().toList()) {
            var words = Arrays.asList(line.replaceFirst("\\[.*?]", "").strip().split("\\s+"));
            if (words.size() >= 4 && words.getFirst().equals("deb")) {
                add(
                        entries,
                        words.get(1),
                        words.get(2),
                        Set.copyOf(new LinkedHashSet<>(words.subList(3, words.size()))));
            }
        }
        return entries;
    }

    static List<String> stanzas(String text) {
        var entries = new ArrayList<String>();
        for (var stanza : text.split("\\n\\s*\\n", -1)) {
            var fields = fields(stanza);
            var enabled = !fields.getOrDefault("enabled", "yes").equalsIgnoreCase("no");
            if (enabled && words(fields, "types").contains("deb")) {
                for (var uri : words(fields, "uris")) {
                    for (var suite : words(fields, "suites")) {
                        add(entries, uri, suite, words(fields, "components"));
                    }
                }
            }
        }
        return entries;
    }

    private static Map<String, String> fields(String stanza) {
        var fields = new HashMap<String, String>();
        for (var line : stanza.lines().toList()) {
            var colon = line.indexOf(':');
            if (colon > 0 && !line.startsWith("#") && !Character.isWhitespace(line.charAt(0))) {
                fields.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        return fields;
    }

    private static Set<String> words(Map<String, String> fields, String name) {
        return new LinkedHashSet<>(Arrays.asList(fields.getOrDefault(name, "").split("\\s+")));
    }

    private static void add(List<String> entries, String uri, String suite, Set<String> components) {
        var usable = uri.startsWith("http://") || uri.startsWith("https://");
        var known = suite.equals(RELEASE) || suite.equals(RELEASE + "-updates") || suite.equals(RELEASE + "-security");
        if (usable && known && components.contains("main")) {
            entries.add("deb " + uri + " " + suite + " main");
        }
    }
}
