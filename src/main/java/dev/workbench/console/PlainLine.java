package dev.workbench.console;

import java.util.regex.Pattern;

/** What some program printed, without what moves a cursor or wipes a screen. */
final class PlainLine {
    private static final Pattern SEQUENCE =
            Pattern.compile("\u001b(?:\\[[0-?]*[ -/]*[@-~]|\\][^\u0007\u001b]*(?:\u0007|\u001b\\\\)?|[ -/]*[0-~])");
    private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;:]*m");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private PlainLine() {}

    /** Its text alone; of what overwrote itself, the end. */
    static String of(String line) {
        return CONTROL.matcher(SEQUENCE.matcher(lastDrawn(line)).replaceAll("")).replaceAll(" ");
    }

    /** Its text with its colours, which end with the line. */
    static String coloured(String line) {
        var text = new StringBuilder();
        var rest = lastDrawn(line);
        var coloured = false;
        var sequences = SEQUENCE.matcher(rest);
        int position = 0;
        while (sequences.find()) {
            text.append(withoutControls(rest.substring(position, sequences.start())));
            if (COLOUR.matcher(sequences.group()).matches()) {
                text.append(sequences.group());
                coloured = true;
            }
            position = sequences.end();
        }
        text.append(withoutControls(rest.substring(position)));
        return coloured ? text + "\u001b[0m" : text.toString();
    }

    private static String withoutControls(String text) {
        return CONTROL.matcher(text.replace("\t", "        ")).replaceAll("");
    }

    private static String lastDrawn(String line) {
        var text = line.stripTrailing();
        return text.substring(text.lastIndexOf('\r') + 1);
    }
}
