package dev.workbench.console;

import java.util.ArrayList;
import java.util.List;

/** Rows in aligned columns with a header line. */
public final class Table {
    private static final String GAP = "  ";

    private final List<String> header;
    private final List<List<String>> rows = new ArrayList<>();

    public Table(String... header) {
        this.header = List.of(header);
    }

    public Table row(String... cells) {
        rows.add(List.of(cells));
        return this;
    }

    public String render(Style style) {
        var widths = new int[header.size()];
        measure(widths, header);
        rows.forEach(row -> measure(widths, row));
        var text = new StringBuilder(style.bold(line(widths, header))).append('\n');
        rows.forEach(row -> text.append(line(widths, row)).append('\n'));
        return text.toString();
    }

    private static void measure(int[] widths, List<String> cells) {
        for (int i = 0; i < cells.size(); i++) {
            widths[i] = Math.max(widths[i], cells.get(i).length());
        }
    }

    private static String line(int[] widths, List<String> cells) {
        var line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            line.append(cells.get(i));
            if (i < cells.size() - 1) {
                line.repeat(' ', widths[i] - cells.get(i).length()).append(GAP);
            }
        }
        return line.toString().stripTrailing();
    }
}
