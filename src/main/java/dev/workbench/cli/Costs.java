package dev.workbench.cli;

import dev.workbench.vm.AccountImage;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** What keeping images costs, as people read it; always the most it can be. */
final class Costs {
    private Costs() {}

    /** A table's cell. */
    static String monthly(Optional<AccountImage> image) {
        var cost = image.map(AccountImage::perMonth).orElse(OptionalDouble.empty());
        return cost.isPresent() ? "≤ " + dollars(cost.getAsDouble()) : "-";
    }

    /** Part of a sentence; empty where nothing costs anything. */
    static String atMost(double perMonth) {
        return perMonth > 0 ? "at most " + dollars(perMonth) + " a month" : "";
    }

    /** A line below a table; empty where nothing costs anything. */
    static String sum(List<AccountImage> images) {
        var sum =
                images.stream().mapToDouble(image -> image.perMonth().orElse(0)).sum();
        return sum > 0
                ? "cost a month: " + dollars(sum) + " at most ("
                        + images.getFirst().basis() + ")\n"
                : "";
    }

    private static String dollars(double amount) {
        return String.format(Locale.ROOT, "$%.2f", amount);
    }
}
