package dev.workbench.validate.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The HTML report in a real browser, where this machine has one. */
class HtmlReportIT {
    private static final String PROBE = """
            <script>
            const page = document.documentElement;
            document.title = page.scrollWidth + " " + page.clientWidth + " " + document.querySelectorAll("tbody tr").length
                + " " + getComputedStyle(document.body).backgroundColor;
            </script>
            </body>""";

    @TempDir
    private Path temporary;

    private String browser = "";

    @BeforeEach
    void findBrowser() {
        var found = Stream.of("chromium", "chromium-browser", "google-chrome")
                .flatMap(name -> Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                        .map(directory -> Path.of(directory, name)))
                .filter(Files::isExecutable)
                .findFirst();
        assumeTrue(found.isPresent(), "no chromium on the PATH");
        browser = found.map(Path::toString).orElseThrow();
    }

    private Path page(String probe) throws IOException {
        var text = HtmlReport.of(Reports.mixed(), "1.2.3", Reports.ROOT).replace("</body>", probe);
        return Files.writeString(temporary.resolve("report.html"), text);
    }

    private String browse(String... words) throws Exception {
        var command = Stream.concat(
                        Stream.of(browser, "--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"),
                        Stream.of(words))
                .toList();
        var out = temporary.resolve("out").toFile();
        var process = new ProcessBuilder(command)
                .redirectOutput(out)
                .redirectError(temporary.resolve("err").toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return Files.readString(out.toPath(), StandardCharsets.UTF_8);
    }

    private String[] probe(int width, String... more) throws Exception {
        var words = Stream.concat(
                Stream.of(more),
                Stream.of(
                        "--window-size=" + width + ",900",
                        "--dump-dom",
                        page(PROBE).toUri().toString()));
        var dom = browse(words.toArray(String[]::new));
        return dom.replaceFirst("(?s).*<title>(.*?)</title>.*", "$1").split(" ", 4);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 1200})
    void fitsTheWidthThatThereIs(int width) throws Exception {
        var seen = probe(width);

        assertThat(Integer.parseInt(seen[0])).isLessThanOrEqualTo(Integer.parseInt(seen[1]));
        assertThat(seen[2]).isEqualTo("6");
    }

    @Test
    void hasALightAndADarkLook() throws Exception {
        assertThat(probe(900, "--blink-settings=preferredColorScheme=1")[3]).isEqualTo("rgb(251, 251, 250)");
        assertThat(probe(900, "--blink-settings=preferredColorScheme=0")[3]).isEqualTo("rgb(20, 22, 26)");
    }

    @Test
    void isDrawn() throws Exception {
        var picture = temporary.resolve("picture.png");
        browse(
                "--window-size=800,900",
                "--screenshot=" + picture,
                page("</body>").toUri().toString());

        var image = ImageIO.read(picture.toFile());
        assertThat(image.getWidth()).isEqualTo(800);
        var colours = Arrays.stream(image.getRGB(0, 0, 800, 900, null, 0, 800))
                .distinct()
                .count();
        assertThat(colours).isGreaterThan(50);
    }
}
