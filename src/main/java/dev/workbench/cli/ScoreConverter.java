package dev.workbench.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Options that are scores: any finite number, for nothing is below a NaN. */
final class ScoreConverter implements ITypeConverter<Double> {
    @Override
    public Double convert(String text) {
        try {
            double score = Double.parseDouble(text);
            if (Double.isFinite(score)) {
                return score;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new TypeConversionException("'" + text + "' is not a number; write for example 0.5");
    }
}
