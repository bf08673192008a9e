package dev.workbench.packer;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Lets the script of a shell step say which of its commands failed.
 *
 * <p>The commands run in one shell, so a mark stands between them; that is only right when each of them is whole by
 * itself. Commands of which one may go on in the next (a here document, an open quote, an {@code if} without its
 * {@code fi}) are left as they are, and no command is named then.
 */
final class CommandMarks {
    private static final String SAYS = "workbench: failed in command ";
    private static final Pattern SAID = Pattern.compile(Pattern.quote(SAYS) + "(\\d+)");
    private static final Pattern WORDS = Pattern.compile("[\\s;&|()]+");
    private static final Map<String, String> ENDS = Map.of("if", "fi", "do", "done", "case", "esac", "{", "}");
    private static final Set<String> LOOPS = Set.of("for", "while", "until");

    private CommandMarks() {}

    /** The commands as one script, with marks between them where that changes nothing. */
    static String script(List<String> commands) {
        if (commands.size() < 2 || !commands.stream().allMatch(CommandMarks::isWhole)) {
            return String.join("\n", commands) + "\n";
        }
        var script = new StringBuilder("trap '[ $? = 0 ] || echo \"" + SAYS + "$workbench_command\"' EXIT\n");
        for (var index = 0; index < commands.size(); index++) {
            script.append("workbench_command=").append(index + 1).append('\n');
            script.append(commands.get(index)).append('\n');
        }
        return script.toString();
    }

    /** The number of the command, from 1, when this line of a script's output names one. */
    static OptionalInt read(String line) {
        var said = SAID.matcher(line);
        return said.matches() ? OptionalInt.of(Integer.parseInt(said.group(1))) : OptionalInt.empty();
    }

    /** Cautious: a command that is whole may be taken for one that is not. */
    static boolean isWhole(String command) {
        return withoutQuotes(command)
                .filter(bare ->
                        !bare.contains("<<") && !bare.contains("`") && !bare.contains("#") && !bare.endsWith("\\"))
                .filter(CommandMarks::isBalanced)
                .isPresent();
    }

    private static boolean isBalanced(String bare) {
        var depth = bare.chars().map(c -> c == '(' ? 1 : c == ')' ? -1 : 0).sum();
        var trimmed = bare.strip();
        if (depth != 0 || trimmed.endsWith("|") || trimmed.endsWith("&&")) {
            return false;
        }
        var words = List.of(WORDS.split(trimmed));
        return ENDS.entrySet().stream()
                        .allMatch(pair -> Collections.frequency(words, pair.getKey())
                                == Collections.frequency(words, pair.getValue()))
                && words.stream().filter(LOOPS::contains).count() == Collections.frequency(words, "do");
    }

    /** The command with a letter in place of each quoted text; empty when a quote stays open. */
    private static Optional<String> withoutQuotes(String command) {
        var bare = new StringBuilder();
        for (var i = 0; i < command.length(); i++) {
            var c = command.charAt(i);
            if (c == '\\' && i + 1 < command.length()) {
                bare.append('x');
                i++;
            } else if (c == '\'' || c == '"') {
                var end = endOfQuote(command, i);
                if (end < 0) {
                    return Optional.empty();
                }
                bare.append('x');
                i = end;
            } else {
                bare.append(c);
            }
        }
        return Optional.of(bare.toString());
    }

    private static int endOfQuote(String command, int start) {
        var quote = command.charAt(start);
        for (var i = start + 1; i < command.length(); i++) {
            if (command.charAt(i) == '\\' && quote == '"') {
                i++;
            } else if (command.charAt(i) == quote) {
                return i;
            }
        }
        return -1;
    }
}
