package dev.workbench.validate.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The HTML report in a real browser. */
class HtmlReportIT {
    private static final String PROBE = """
            <script>
            const page = document.documentElement;
            const matrix = document.querySelector(".scroll");
            document.title = page.scrollWidth + " " + page.clientWidth + " " + document.querySelectorAll("tbody tr").length
                + " " + (matrix.scrollWidth <= matrix.clientWidth) + " " + getComputedStyle(document.body).backgroundColor;
            </script>
            </body>""";

    @TempDir
    private Path temporary;

    private static Optional<Browser> browser = Optional.empty();

    @BeforeAll
    static void findBrowser() throws Exception {
        try {
            browser = Optional.of(Browser.ready());
        } catch (IllegalStateException e) {
            Assumptions.abort(e.getMessage());
        }
    }

    private Path page(String probe) throws IOException {
        var text = HtmlReport.of(Reports.mixed(), "1.2.3", Reports.ROOT).replace("</body>", probe);
        return Files.writeString(temporary.resolve("report.html"), text);
    }

    private String browse(String... words) throws Exception {
        return browser.orElseThrow().browse(temporary, words);
    }

    private String[] probe(int width, String... more) throws Exception {
        var words = Stream.concat(
                Stream.of(more),
                Stream.of(
                        "--window-size=" + width + ",900",
                        "--dump-dom",
                        page(PROBE).toUri().toString()));
        var dom = browse(words.toArray(String[]::new));
        return dom.replaceFirst("(?s).*<title>(.*?)</title>.*", "$1").split(" ", 5);
    }

    @ParameterizedTest
    @ValueSource(ints = {360, 1200})
    void fitsTheWidthThatThereIs(int width) throws Exception {
        var seen = probe(width);

        assertThat(Integer.parseInt(seen[0])).isLessThanOrEqualTo(Integer.parseInt(seen[1]));
        assertThat(seen[2]).isEqualTo("6");
        assertThat(seen[3]).as("the whole matrix is seen").isEqualTo("true");
    }

    @Test
    void hasALightAndADarkLook() throws Exception {
        assertThat(probe(900, "--blink-settings=preferredColorScheme=1")[4]).isEqualTo("rgb(251, 251, 250)");
        assertThat(probe(900, "--blink-settings=preferredColorScheme=0")[4]).isEqualTo("rgb(20, 22, 26)");
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
