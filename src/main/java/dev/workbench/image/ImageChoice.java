package dev.workbench.image;

import dev.workbench.vm.VmSource;

/** The disk that a VM starts from, and how it came about. */
public record ImageChoice(VmSource source, String key, Cache cache) {
    /** {@code BASE}: no build steps, so there is nothing to bake. */
    public enum Cache {
        HIT,
        MISS,
        BASE;

        /** As results show it. */
        public String word() {
            return switch (this) {
                case HIT -> "hit";
                case MISS -> "miss";
                case BASE -> "base";
            };
        }
    }
}
