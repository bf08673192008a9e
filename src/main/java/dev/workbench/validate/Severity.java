package dev.workbench.validate;

import java.util.Locale;

/** Whether what breaks a rule fails the validation. */
public enum Severity {
    ERROR,
    WARNING;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
