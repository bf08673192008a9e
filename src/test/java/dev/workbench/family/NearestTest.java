package dev.workbench.family;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
    @ParameterizedTest
    @CsvSource({
        "mian, main",
        "Main, main",
        "hrad, hard",
        "har, hard",
        "maine, main",
        "level-2, level-1",
        "count, count_range"
    })
    void aSlipIsUnderstood(String name, String meant) {
        assertThat(Nearest.to(name, List.of("main", "hard", "level-1", "count_range")))
                .hasValue(meant);
    }

    @ParameterizedTest
    @CsvSource({"xyz", "internet", "m", "''"})
    void somethingElseIsNotTakenForASlip(String name) {
        assertThat(Nearest.to(name, List.of("main", "hard"))).isEmpty();
    }

    @Test
    void theNearestNamesComeFirstAndManyAreCutShort() {
        assertThat(Nearest.hint("tasks", "mian", List.of("hard", "main")))
                .isEqualTo("did you mean 'main'? tasks: main, hard");
        assertThat(Nearest.hint("tasks", "xyz", List.of("b", "a"))).isEqualTo("tasks: a, b");
        assertThat(Nearest.hint("tasks", "xyz", List.of())).isEqualTo("there are no tasks");
        assertThat(Nearest.hint(
                        "tasks",
                        "t7",
                        IntStream.range(0, 100).mapToObj(i -> "t" + i).toList()))
                .startsWith("did you mean 't7'? tasks: t7, ")
                .endsWith(" and 80 more");
    }

    @Test
    void distanceCountsASwapOnce() {
        assertThat(Nearest.distance("mian", "main")).isEqualTo(1);
        assertThat(Nearest.distance("", "abc")).isEqualTo(3);
        assertThat(Nearest.distance("kitten", "sitting")).isEqualTo(3);
    }
}
