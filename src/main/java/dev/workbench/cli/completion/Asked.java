package dev.workbench.cli.completion;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Words that nobody knows before they are needed: the shell asks {@code workbench words KIND} for them. */
public enum Asked {
    ENVIRONMENTS,
    TASKS;

    /** What stands for the words in the candidates of an argument. */
    public String mark() {
        return "@" + kind();
    }

    /** What {@code words} is asked for. */
    public String kind() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What is asked for by that {@link #kind}. */
    public static Optional<Asked> of(String kind) {
        return Arrays.stream(values()).filter(each -> each.kind().equals(kind)).findFirst();
    }

    static Optional<Asked> marked(Iterable<String> candidates) {
        for (var candidate : candidates) {
            var found = Arrays.stream(values())
                    .filter(each -> each.mark().equals(candidate))
                    .findFirst();
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** A bash script whose lists ask for their words when they are needed. */
    static String inBash(String script) {
        var text = script;
        for (var each : values()) {
            text = text.replace(
                    "=(\"" + each.mark() + "\")",
                    "=( $(\"${COMP_WORDS[0]}\" words " + each.kind() + " -- \"${COMP_WORDS[@]:1}\" 2>/dev/null) )");
        }
        return text;
    }

    /** What fish runs for the words. */
    String inFish(String command) {
        return "'(" + command + " words " + kind() + " -- (commandline -opc)[2..-1] 2>/dev/null)'";
    }
}
