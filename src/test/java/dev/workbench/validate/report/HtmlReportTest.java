package dev.workbench.validate.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HtmlReportTest {
    private final String page = HtmlReport.of(Reports.mixed(), "1.2.3", Reports.ROOT);

    @Test
    void needsNothingElse() {
        assertThat(page).doesNotContain("<script", "src=", "href=", "url(", "@import", "http:", "https:");
    }

    @Test
    void whatTasksPrintIsNeverMarkup() {
        assertThat(page)
                .contains("&lt;b&gt;42&lt;/b&gt;")
                .doesNotContain("<b>42")
                .doesNotContain("\u0007");
    }

    @Test
    void hasTheMatrixTheFindingsTheWaterfallAndTheLogs() {
        assertThat(page)
                .contains("<tr class=\"task\"><th scope=\"row\">main</th>")
                .contains("passed 1.0")
                .contains("failed 0.5")
                .contains("WB300 not-solved")
                .contains("not validated")
                .contains("good_one/main: solve")
                .contains("style=\"left:11.11%;width:13.89%\"")
                .contains("log, the last 1 line");
    }

    @Test
    void everyElementThatBeginsEnds() {
        for (var name :
                new String[] {"details", "summary", "div", "span", "table", "tr", "td", "th", "pre", "p", "main"}) {
            assertThat(page.split("<" + name + "[ >]", -1)).as(name).hasSameSizeAs(page.split("</" + name + ">", -1));
        }
    }
}
