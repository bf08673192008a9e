package dev.workbench.console;

/** Colours for people's eyes, or none. */
public enum Style {
    PLAIN,
    COLOURED;

    private static final String ESCAPE = "\u001b[";

    /** The rule of {@code --color auto}: a terminal, and nobody set {@code NO_COLOR} (no-color.org). */
    public static Style choose(String option, boolean terminal, boolean noColor) {
        return switch (option) {
            case "always" -> COLOURED;
            case "never" -> PLAIN;
            default -> terminal && !noColor ? COLOURED : PLAIN;
        };
    }

    public String bold(String text) {
        return wrap("1", text);
    }

    public String faint(String text) {
        return wrap("2", text);
    }

    public String red(String text) {
        return wrap("31", text);
    }

    public String green(String text) {
        return wrap("32", text);
    }

    public String yellow(String text) {
        return wrap("33", text);
    }

    private String wrap(String code, String text) {
        return switch (this) {
            case PLAIN -> text;
            case COLOURED -> ESCAPE + code + "m" + text + ESCAPE + "0m";
        };
    }
}
