package dev.workbench.lint;

import java.util.ArrayList;
import java.util.List;

/**
 * The simple commands in a shell text, as far as they can be told without running it. What stands in quotes, here
 * documents, comments and substitutions is no command.
 */
final class ShellText {
    private static final String SEPARATORS = ";&|()";

    private final String text;
    private final List<List<ShellWord>> commands = new ArrayList<>();
    private final List<ShellWord> words = new ArrayList<>();
    private final List<String> hereDocuments = new ArrayList<>();
    private int at;

    private ShellText(String text) {
        this.text = text;
    }

    /** Each as its words, redirections left out. */
    static List<List<ShellWord>> commands(String text) {
        var read = new ShellText(text);
        read.read();
        return read.commands;
    }

    private void read() {
        while (at < text.length()) {
            var c = text.charAt(at);
            if (c == '\n') {
                endCommand();
                at++;
                skipHereDocuments();
            } else if (c == '#') {
                skipTo('\n');
            } else if (Character.isWhitespace(c) || continues()) {
                at += continues() ? 2 : 1;
            } else if (c == '<' || c == '>') {
                redirection();
            } else if (isSeparator()) {
                endCommand();
                at++;
            } else {
                word();
            }
        }
        endCommand();
    }

    private boolean continues() {
        return text.startsWith("\\\n", at);
    }

    /** A brace counts only as a word of its own. */
    private boolean isSeparator() {
        var c = text.charAt(at);
        if (c == '{' || c == '}') {
            var next = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
            return Character.isWhitespace(next) || next == ';';
        }
        return SEPARATORS.indexOf(c) >= 0;
    }

    private void endCommand() {
        if (!words.isEmpty()) {
            commands.add(List.copyOf(words));
            words.clear();
        }
    }

    private void skipTo(char end) {
        while (at < text.length() && text.charAt(at) != end) {
            at++;
        }
    }

    private void redirection() {
        var here = text.startsWith("<<", at) && !text.startsWith("<<<", at);
        while (at < text.length() && "<>&|-".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
        if (at < text.length() && text.charAt(at) != '\n') {
            var target = readWord();
            if (here) {
                hereDocuments.add(target.text());
            }
        }
    }

    private void skipHereDocuments() {
        for (var end : hereDocuments) {
            while (at < text.length()) {
                var start = at;
                skipTo('\n');
                var line = text.substring(start, at);
                at = Math.min(at + 1, text.length());
                if (line.strip().equals(end)) {
                    break;
                }
            }
        }
        hereDocuments.clear();
    }

    private void word() {
        var word = readWord();
        var redirects = at < text.length() && (text.charAt(at) == '<' || text.charAt(at) == '>');
        if (!(redirects && word.text().matches("[0-9]"))) { // the 2 of 2>&1
            words.add(word);
        }
    }

    private ShellWord readWord() {
        var start = at;
        var value = new StringBuilder();
        while (at < text.length()) {
            var c = text.charAt(at);
            if (c == '\\' && at + 1 < text.length()) {
                value.append(text.charAt(at + 1) == '\n' ? "" : text.charAt(at + 1));
                at += 2;
            } else if (c == '\'' || c == '"') {
                quoted(c, value);
            } else if (c == '`') {
                var from = at++;
                skipTo('`');
                at = Math.min(at + 1, text.length());
                value.append(text, from, at);
            } else if (text.startsWith("$(", at) || text.startsWith("${", at)) {
                var from = at;
                substitution();
                value.append(text, from, at);
            } else if (Character.isWhitespace(c) || ";&|()<>".indexOf(c) >= 0) {
                break;
            } else {
                value.append(c);
                at++;
            }
        }
        if (at == start) {
            at++; // a character that starts nothing
        }
        return new ShellWord(value.toString(), start, at);
    }

    private void quoted(char quote, StringBuilder value) {
        at++;
        while (at < text.length() && text.charAt(at) != quote) {
            if (quote == '"' && text.charAt(at) == '\\' && at + 1 < text.length()) {
                at++;
            }
            value.append(text.charAt(at++));
        }
        at = Math.min(at + 1, text.length());
    }

    private void substitution() {
        var close = text.charAt(at + 1) == '(' ? ')' : '}';
        var open = text.charAt(at + 1);
        var depth = 0;
        for (at++; at < text.length(); at++) {
            if (text.charAt(at) == open) {
                depth++;
            } else if (text.charAt(at) == close && --depth == 0) {
                at++;
                return;
            }
        }
    }
}
