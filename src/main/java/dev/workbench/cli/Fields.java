package dev.workbench.cli;

/** Names and values, one a line, aligned. */
final class Fields {
    private static final int WIDTH = 14;

    private final StringBuilder text = new StringBuilder();

    void add(String name, String value) {
        text.append(name)
                .repeat(' ', Math.max(1, WIDTH - name.length()))
                .append(value)
                .append('\n');
    }

    String render() {
        return text.toString();
    }
}
