package dev.workbench.console;

import dev.workbench.error.WorkbenchException;
import dev.workbench.json.Json;
import java.io.PrintStream;
import java.util.LinkedHashMap;

/**
 * Where a command's output goes: results to standard output, narration to standard error, diagnostics to a log file; never
 * mixed.
 *
 * @param json whether results are one JSON value instead of text
 */
public record Console(PrintStream out, PrintStream err, Style style, boolean json, boolean quiet, boolean verbose) {
    /** Prints a result: its JSON form, or its text. */
    public void result(Object jsonForm, String text) {
        out.print(json ? Json.pretty(jsonForm) + "\n" : text);
        out.flush();
    }

    /** Prints a failure: one object on standard output with {@code -o json}, else a few lines on standard error. */
    public void failure(WorkbenchException e) {
        if (json) {
            out.println(Json.pretty(new ErrorForm(form(e))));
            out.flush();
        }
        err.println(style.red("error: ") + e.message());
        e.place().ifPresent(place -> err.println("  in:   " + place));
        e.details().ifPresent(details -> details.lines().forEach(line -> err.println("  " + style.faint("| ") + line)));
        e.hint().ifPresent(hint -> err.println("  hint: " + hint));
        err.flush();
    }

    private record ErrorForm(LinkedHashMap<String, Object> error) {}

    private static LinkedHashMap<String, Object> form(WorkbenchException e) {
        var form = new LinkedHashMap<String, Object>();
        form.put("code", e.code());
        form.put("message", e.message());
        form.put("hint", e.hint());
        e.place().ifPresent(place -> form.put("place", place));
        e.details().ifPresent(details -> form.put("details", details));
        return form;
    }
}
