package dev.workbench.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ImageNameTest {
    @ParameterizedTest
    @CsvSource({
        "debian, debian, latest",
        "debian:12, debian, 12",
        "host:5000/a/b, host:5000/a/b, latest",
        "host:5000/a/b:1, host:5000/a/b, 1",
        "debian@sha256:abc, debian, sha256:abc"
    })
    void aReferenceIsTakenApart(String reference, String repository, String tag) {
        assertThat(ImageName.parse(reference)).isEqualTo(new ImageName(repository, tag));
    }
}
