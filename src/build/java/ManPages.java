import dev.workbench.cli.Commands;
import dev.workbench.cli.Host;
import dev.workbench.error.ExitCode;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.asciidoctor.Asciidoctor;
import org.asciidoctor.Attributes;
import org.asciidoctor.Options;
import org.asciidoctor.SafeMode;
import picocli.codegen.docgen.manpage.ManPageGenerator;

/**
 * Writes a man page for each command, from the same descriptions that {@code --help} prints.
 *
 * <p>Run by the build's profile {@code dist}: {@code ManPages DIRECTORY VERSION TIMESTAMP}, with workbench, its libraries,
 * picocli's generator and AsciidoctorJ on the class path.
 */
final class ManPages {
    private ManPages() {}

    public static void main(String[] args) throws Exception {
        var pages = Path.of(args[0]);
        var sources = Files.createTempDirectory("workbench-man").toFile();
        var version = args[1];
        var commands = Commands.create(nowhere(version)).getCommandSpec();
        int failed = ManPageGenerator.generateManPage(sources, null, new boolean[0], true, commands);
        if (failed != 0) {
            throw new IllegalStateException("picocli wrote no man pages: " + failed);
        }
        Files.createDirectories(pages);
        try (var old = Files.list(pages)) {
            for (var page : old.toList()) {
                Files.delete(page);
            }
        }
        try (var asciidoctor = Asciidoctor.Factory.create()) {
            for (var source : sources.listFiles()) {
                convert(asciidoctor, source, pages.toFile(), version);
                Files.delete(source.toPath());
            }
        }
        Files.delete(sources.toPath());
        var names = names(pages);
        var examples = Arrays.stream(commands.usageMessage().footer())
                .filter(line -> line.startsWith("  workbench "))
                .toList();
        try (var written = Files.list(pages)) {
            for (var page : written.toList()) {
                Files.writeString(page, mended(Files.readString(page), args[2]) + more(page.getFileName().toString(), names, examples));
            }
        }
    }

    /** Two hyphens between spaces are no dash where they end options, and a heading wants something below it. */
    private static String mended(String page, String date) {
        return page.replace("\\(em", "\\-\\-")
                .replace(".SH \"DESCRIPTION\"\n.SH", ".SH")
                .replaceFirst("(?m)^(\\.TH \"\\S+\" \"1\") \"\"", "$1 \"" + date.substring(0, 10) + "\"")
                // Colours of links, by a macro that not every formatter has; no page has a link.
                .replaceFirst("(?s)\\.de URL\n.*?\n\\.\\\\}\n", "")
                .replace("\n.SH", "\n.\n.SH")
                .replaceAll("(\\.SH \"[^\"]*\")\n\\.sp", "$1")
                .stripTrailing() + "\n";
    }

    private static List<String> names(Path pages) throws IOException {
        try (var written = Files.list(pages)) {
            return written.map(page -> page.getFileName().toString().replace(".1", "")).sorted().toList();
        }
    }

    /** What a command's own description does not tell: how it ends, and where to go next. */
    private static String more(String page, List<String> names, List<String> examples) {
        var text = new StringBuilder();
        if (page.equals("workbench.1")) {
            text.append(".SH \"EXAMPLES\"\n.nf\n");
            examples.forEach(line -> text.append(roff(line.strip())).append('\n'));
            text.append(".fi\n");
        }
        text.append(".SH \"EXIT STATUS\"\n");
        for (var code : ExitCode.values()) {
            text.append(".TP 5\n").append(code.value()).append('\n').append(roff(code.meaning())).append('\n');
        }
        text.append(".SH \"SEE ALSO\"\n");
        return text.append(names.stream()
                        .filter(name -> !page.equals(name + ".1"))
                        .filter(name -> page.equals("workbench.1") || name.equals("workbench"))
                        .map(name -> "\\fB" + roff(name) + "\\fP(1)")
                        .collect(Collectors.joining(",\n")))
                .append('\n')
                .toString();
    }

    private static String roff(String text) {
        return text.replace("-", "\\-").replace("'", "\\(aq");
    }

    private static void convert(Asciidoctor asciidoctor, File source, File pages, String version) {
        asciidoctor.convertFile(
                source,
                Options.builder()
                        .backend("manpage")
                        .safe(SafeMode.UNSAFE)
                        .toDir(pages)
                        .attributes(Attributes.builder()
                                .attribute("manmanual", "Workbench Manual")
                                .attribute("mansource", "workbench " + version)
                                .attribute("reproducible", "")
                                .build())
                        .build());
    }

    /** A host on which nothing is there: only the commands' descriptions are read. */
    private static Host nowhere(String version) {
        var silence = new PrintStream(OutputStream.nullOutputStream());
        return new Host(
                Map.of(),
                Path.of("").toAbsolutePath(),
                InputStream.nullInputStream(),
                silence,
                silence,
                false,
                true,
                version,
                "workbench",
                (home, directory, variables, progress) -> {
                    throw new UnsupportedOperationException();
                });
    }
}
