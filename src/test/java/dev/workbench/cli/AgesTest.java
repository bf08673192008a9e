package dev.workbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgesTest {
    @ParameterizedTest
    @CsvSource({
        "PT0S,0s",
        "PT-5S,0s",
        "PT119S,119s",
        "PT2M,2m",
        "PT2M29S,2m",
        "PT2M31S,3m",
        "PT119M,119m",
        "PT3H59M,4h",
        "PT47H,47h",
        "P2D,2d",
        "PT71H59M,3d"
    })
    void isRoundedInTheLargestUnitThatFitsTwice(Duration age, String text) {
        assertThat(Ages.text(age)).isEqualTo(text);
    }
}
