import dev.workbench.cli.Commands;
import dev.workbench.cli.Host;
import java.io.File;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.asciidoctor.Asciidoctor;
import org.asciidoctor.Attributes;
import org.asciidoctor.Options;
import org.asciidoctor.SafeMode;
import picocli.codegen.docgen.manpage.ManPageGenerator;

/**
 * Writes a man page for each command, from the same descriptions that {@code --help} prints.
 *
 * <p>Run by the build's profile {@code dist}: {@code ManPages DIRECTORY VERSION}, with workbench, its libraries,
 * picocli's generator and AsciidoctorJ on the class path.
 */
final class ManPages {
    private ManPages() {}

    public static void main(String[] args) throws Exception {
        var pages = Path.of(args[0]);
        var sources = Files.createTempDirectory("workbench-man").toFile();
        var version = args[1];
        int failed = ManPageGenerator.generateManPage(
                sources, null, new boolean[0], true, Commands.create(nowhere(version)).getCommandSpec());
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
        try (var written = Files.list(pages)) {
            for (var page : written.toList()) {
                Files.writeString(page, mended(Files.readString(page)));
            }
        }
    }

    /** Two hyphens between spaces are no dash where they end options, and a heading wants something below it. */
    private static String mended(String page) {
        return page.replace("\\(em", "\\-\\-").replace(".SH \"DESCRIPTION\"\n.SH", ".SH");
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
