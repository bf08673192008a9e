package dev.workbench.validate.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class JUnitXmlTest {
    private Document document;

    @BeforeEach
    void parse() throws Exception {
        var text = JUnitXml.of(Reports.mixed(), Reports.ROOT);
        document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(text)));
    }

    private List<Element> all(String name) {
        var nodes = document.getElementsByTagName(name);
        return IntStream.range(0, nodes.getLength())
                .mapToObj(index -> (Element) nodes.item(index))
                .toList();
    }

    @Test
    void eachFamilyIsASuiteAndEachTrialACase() {
        assertThat(all("testsuite"))
                .extracting(suite -> suite.getAttribute("name"))
                .containsExactly("good_one", "bad_one", "unknown_one");
        assertThat(all("testcase"))
                .extracting(each -> each.getAttribute("classname") + " " + each.getAttribute("name"))
                .containsExactly(
                        "good_one static",
                        "good_one build",
                        "good_one main: solve",
                        "good_one main: tests",
                        "bad_one static",
                        "bad_one main: solve",
                        "unknown_one static",
                        "unknown_one main: idle");
    }

    @Test
    void theCountsAreThoseOfTheCases() {
        var top = document.getDocumentElement();
        assertThat(top.getAttribute("tests")).isEqualTo("8");
        assertThat(top.getAttribute("failures"))
                .isEqualTo(Integer.toString(all("failure").size()))
                .isEqualTo("1");
        assertThat(top.getAttribute("errors"))
                .isEqualTo(Integer.toString(all("error").size()))
                .isEqualTo("1");
        assertThat(top.getAttribute("skipped"))
                .isEqualTo(Integer.toString(all("skipped").size()))
                .isEqualTo("2");
    }

    @Test
    void aBrokenRuleIsAFailureAndABrokenHarnessAnError() {
        assertThat(all("failure")).singleElement().satisfies(failure -> {
            assertThat(failure.getAttribute("type")).isEqualTo("WB300");
            assertThat(failure.getAttribute("message"))
                    .startsWith("the agent scores 0.5")
                    .contains("]]>  <x>");
            assertThat(failure.getTextContent()).contains("a dir/run.sh").contains("mend it");
            assertThat(((Element) failure.getParentNode()).getAttribute("name")).isEqualTo("main: solve");
        });
        assertThat(all("error"))
                .singleElement()
                .satisfies(error -> assertThat(error.getAttribute("type")).isEqualTo("no_capacity"));
        assertThat(all("system-out"))
                .singleElement()
                .satisfies(warning -> assertThat(warning.getTextContent()).contains("WB172"));
    }
}
