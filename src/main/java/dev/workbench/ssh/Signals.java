package dev.workbench.ssh;

import java.util.Map;

/** Signal names as SSH sends them (RFC 4254, section 6.10) and the exit statuses that shells give for them. */
final class Signals {
    private static final Map<String, Integer> NUMBERS = Map.ofEntries(
            Map.entry("HUP", 1),
            Map.entry("INT", 2),
            Map.entry("QUIT", 3),
            Map.entry("ILL", 4),
            Map.entry("ABRT", 6),
            Map.entry("FPE", 8),
            Map.entry("KILL", 9),
            Map.entry("USR1", 10),
            Map.entry("SEGV", 11),
            Map.entry("USR2", 12),
            Map.entry("PIPE", 13),
            Map.entry("ALRM", 14),
            Map.entry("TERM", 15));
    private static final int UNKNOWN = 255;

    private Signals() {}

    static int status(String signal) {
        var number = NUMBERS.get(signal);
        return number == null ? UNKNOWN : 128 + number;
    }
}
