package dev.workbench.cli;

import dev.workbench.settings.DurationText;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Options that are durations. */
final class DurationConverter implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
        return DurationText.parse(text)
                .orElseThrow(() -> new TypeConversionException("'" + text
                        + "' is not a duration between 1s and 999999d; write for example 90s, 30m, 4h or 2d"));
    }
}
