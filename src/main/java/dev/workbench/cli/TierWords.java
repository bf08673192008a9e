package dev.workbench.cli;

import dev.workbench.validate.Tier;
import java.util.ArrayList;
import java.util.Arrays;

/** The tiers as a shell completes them. */
final class TierWords extends ArrayList<String> {
    private static final long serialVersionUID = 1L;

    TierWords() {
        super(Arrays.stream(Tier.values()).map(Tier::word).toList());
    }
}
