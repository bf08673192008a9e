package dev.workbench.validate;

import java.util.Locale;

/** How deep a validation goes; each tier includes those before it. */
public enum Tier {
    /** Reads files: no engine, no code of the family runs. */
    STATIC,
    /** Builds, asks the code for every task's set-up, starts every task. */
    CONTAINER,
    /** Lets agents work on every task and scores them. */
    ORACLE;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean includes(Tier other) {
        return compareTo(other) >= 0;
    }
}
