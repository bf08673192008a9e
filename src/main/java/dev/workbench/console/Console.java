package dev.workbench.console;

import dev.workbench.error.WorkbenchException;
import dev.workbench.json.Json;
import java.io.PrintStream;
import java.util.LinkedHashMap;

/**
 * Where a command's output goes: results to standard output, narration to standard error, diagnostics to a log file; never
 * mixed.
 *
 */
public record Console(PrintStream out, PrintStream err, Style style, Results results, boolean quiet, boolean verbose) {
    /** What standard output is: text for people, one JSON value, or JSON lines of which the result is the last. */
    public enum Results {
        TEXT,
        JSON,
        JSON_LINES
    }

    public boolean json() {
        return results != Results.TEXT;
    }

    /** Prints a result: its JSON form, or its text. */
    public void result(Object jsonForm, String text) {
        out.print(
                switch (results) {
                    case TEXT -> text;
                    case JSON -> Json.pretty(jsonForm) + "\n";
                    case JSON_LINES -> Json.line(new LastLine("result", jsonForm)) + "\n";
                });
        out.flush();
    }

    private record LastLine(String event, Object result) {}

    /** Prints a failure: one object on standard output with {@code -o json}, and a few lines on standard error. */
    public void failure(WorkbenchException e) {
        switch (results) {
            case TEXT -> {}
            case JSON -> out.println(Json.pretty(new ErrorForm(form(e))));
            case JSON_LINES -> out.println(Json.line(new LastError("error", form(e))));
        }
        out.flush();
        err.println(style.red("error: ") + e.message());
        e.place().ifPresent(place -> err.println("  in:   " + place));
        e.details().ifPresent(details -> details.lines().forEach(line -> err.println("  " + style.faint("| ") + line)));
        e.hint().ifPresent(hint -> err.println("  hint: " + hint));
        err.flush();
    }

    private record ErrorForm(LinkedHashMap<String, Object> error) {}

    private record LastError(String event, LinkedHashMap<String, Object> error) {}

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
