package dev.workbench.family;

import dev.workbench.error.WorkbenchException;
import dev.workbench.family.document.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A family's Python file, as far as its text tells without running it. */
public final class PythonModule {
    private static final Pattern MENTION = Pattern.compile("required_environment_variables");
    private static final Pattern LINE_END = Pattern.compile("[ \\t]*(?:#[^\\n]*)?\\r?(?:\\n|$)");
    private static final Pattern REQUIRED = Pattern.compile(
            "^[ \\t]+required_environment_variables[ \\t]*(?::[^=\\n]+)?=[ \\t]*[\\[(]", Pattern.MULTILINE);
    /** A string literal, a comment, a separator or the end of a list. */
    private static final Pattern LIST_TOKEN = Pattern.compile(
            "\\G(?:\\s|,|#[^\\n]*|\"(?<a>[A-Za-z_][A-Za-z0-9_]*)\"|'(?<b>[A-Za-z_][A-Za-z0-9_]*)'|(?<end>[\\])]))");

    private final String text;

    private PythonModule(String text) {
        this.text = text;
    }

    public static PythonModule read(Path file) {
        try {
            // Python files may declare other encodings; all that is looked for is ASCII.
            return new PythonModule(Files.readString(file, StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw WorkbenchException.badInput("unreadable_file", "cannot read the file: " + Reason.of(e))
                    .at(file.toString())
                    .causedBy(e);
        }
    }

    /** False only when the module cannot define {@code TaskFamily}, in whatever way. */
    public boolean mayDefineTaskFamily() {
        return text.contains("TaskFamily") || text.contains("import *") || text.contains("exec(");
    }

    /**
     * The variables that the class requires, when it lists them as plain literals; empty when that cannot be told
     * without running the code.
     */
    public Optional<List<String>> requiredVariables() {
        var mentions = MENTION.matcher(text).results().count();
        if (mentions == 0) {
            return Optional.of(List.of());
        }
        var start = REQUIRED.matcher(text);
        if (mentions > 1 || !start.find()) {
            return Optional.empty();
        }
        var names = new ArrayList<String>();
        var token = LIST_TOKEN.matcher(text);
        for (var at = start.end(); token.find(at); at = token.end()) {
            if (token.group("end") != null) {
                var whole = LINE_END.matcher(text)
                        .region(token.end(), text.length())
                        .lookingAt();
                return whole ? Optional.of(List.copyOf(names)) : Optional.empty();
            }
            Optional.ofNullable(token.group("a")).ifPresent(names::add);
            Optional.ofNullable(token.group("b")).ifPresent(names::add);
        }
        return Optional.empty();
    }
}
