package dev.workbench.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SurroundingsTest {
    @TempDir
    Path root;

    private List<Finding> findings(Map<String, String> variables) {
        return new Surroundings(root, variables, List.of(root)).findings();
    }

    @Test
    void aPlainMachineHasOnlyItsJava() {
        assertThat(findings(Map.of())).singleElement().satisfies(finding -> {
            assertThat(finding.check()).isEqualTo("Java");
            assertThat(finding.found()).startsWith("25");
        });
    }

    @Test
    void aProxyIsToldWithoutItsPassword() {
        assertThat(findings(Map.of("https_proxy", "http://me:p@ss/w0rd@proxy.example:3128"))
                        .toString())
                .contains("***@")
                .contains("proxy.example:3128")
                .doesNotContain("me:p");
        assertThat(findings(Map.of("HTTP_PROXY", "me:secret@proxy.example:3128"))
                        .toString())
                .contains("***@proxy.example:3128")
                .doesNotContain("secret");
    }

    @Test
    void aProxyThatOnlyThisMachineReachesIsAWarning() {
        for (var own : List.of("http://me:pw@127.0.0.1:3128", "http://localhost:8080/", "http://[::1]:1")) {
            assertThat(findings(Map.of("http_proxy", own)))
                    .as(own)
                    .filteredOn(finding -> finding.verdict() == Finding.Verdict.WARN)
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.found()).contains("no container"));
        }
    }

    @Test
    void aDirectoryThatCannotBeMadeIsAFailure() throws IOException {
        var file = Files.createFile(root.resolve("file"));

        assertThat(new Surroundings(root, Map.of(), List.of(root, file.resolve("state"))).findings())
                .filteredOn(finding -> finding.verdict() == Finding.Verdict.FAIL)
                .singleElement()
                .satisfies(finding -> assertThat(finding.check()).contains("file/state"));
    }

    @Test
    void aBundleThatIsNotThereIsAWarning() {
        assertThat(findings(Map.of("SSL_CERT_FILE", "/nowhere/ca.crt")))
                .filteredOn(finding -> finding.verdict() == Finding.Verdict.WARN)
                .singleElement()
                .satisfies(finding -> assertThat(finding.found()).contains("/nowhere/ca.crt"));
    }

    @Test
    void certificatesOfTheMachineAreCounted() throws IOException {
        var directory = Files.createDirectories(root.resolve("usr/local/share/ca-certificates"));
        Files.createFile(directory.resolve("own.crt"));
        Files.createFile(directory.resolve("README"));

        assertThat(findings(Map.of()).toString()).contains("1 of this machine's own");
    }
}
