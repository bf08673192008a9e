package dev.workbench.vm;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;

/** The tag by which anybody keeps a thing in an account, whatever else is said of it. */
public final class Protection {
    /** Its value is a date, {@code 2030-12-31}, or a point in time: until then. */
    public static final String TAG = "dev.workbench.protect";

    /** A value that protects for good. */
    public static final String ALWAYS = "always";

    private Protection() {}

    /** A value that is no date protects too: whoever set it wanted something. */
    public static boolean holds(Map<String, String> tags, Instant now) {
        var text = tags.getOrDefault(TAG, "");
        if (text.isEmpty()) {
            return tags.containsKey(TAG);
        }
        try {
            var until = text.contains("T")
                    ? Instant.parse(text)
                    : LocalDate.parse(text)
                            .plusDays(1)
                            .atStartOfDay(ZoneOffset.UTC)
                            .toInstant();
            return until.isAfter(now);
        } catch (DateTimeException e) {
            return true;
        }
    }
}
