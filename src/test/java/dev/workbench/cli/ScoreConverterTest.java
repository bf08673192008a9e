package dev.workbench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class ScoreConverterTest {
    private final ScoreConverter converter = new ScoreConverter();

    @Test
    void aNumberIsOne() {
        assertThat(converter.convert("-0.5")).isEqualTo(-0.5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "NaN", "Infinity", "-Infinity", "1e999"})
    void nothingElseIs(String text) {
        assertThatThrownBy(() -> converter.convert(text)).isInstanceOf(TypeConversionException.class);
    }
}
