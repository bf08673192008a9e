package dev.workbench.reap;

import java.util.Locale;

/** What becomes of one thing that was found. */
sealed interface Verdict {
    /** Nobody needs it, unless something of the same environment says that this lives. */
    record Orphaned(String reason) implements Verdict {}

    /** It stays. */
    record Kept(Why why) implements Verdict {}

    /** Why something stays. */
    enum Why {
        LIVE_ENVIRONMENT,
        OTHER_OWNER,
        EXCLUDED,
        NOT_TAGGED,
        PROTECTED,
        TOO_YOUNG,
        WITHOUT_EXPIRY,
        USABLE_IMAGE,
        PART_OF_AN_IMAGE,
        ENDED;

        /** As it is printed. */
        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }
}
