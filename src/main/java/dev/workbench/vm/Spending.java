package dev.workbench.vm;

import java.util.OptionalDouble;

/**
 * What a user is ready to pay for an aux VM.
 *
 * @param maxPrice US dollars an hour, at most
 * @param spot whether spare capacity, which may be taken away again, is tried first
 */
public record Spending(OptionalDouble maxPrice, boolean spot) {
    /** Whatever the task asks for costs, and nothing that may be taken away. */
    public static final Spending UNLIMITED = new Spending(OptionalDouble.empty(), false);
}
