package dev.workbench.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A simple command without what stands before it: keywords, assignments, {@code sudo}, {@code env} and the like.
 *
 * @param words the program and its arguments; not empty
 * @param root whether it runs as root, as far as the text says
 * @param assignments what is set for it alone, as written
 * @param sudo the word {@code sudo} before it
 */
record PlainCommand(List<ShellWord> words, boolean root, List<String> assignments, Optional<ShellWord> sudo) {
    private static final Set<String> KEYWORDS =
            Set.of("if", "then", "else", "elif", "while", "until", "do", "!", "time", "exec", "command", "nohup");
    private static final Set<String> SUDO_WITH_VALUE =
            Set.of("-u", "-g", "-h", "-p", "-C", "-r", "-t", "-D", "-R", "-T");

    /** Empty when nothing is run. */
    static Optional<PlainCommand> of(List<ShellWord> all, boolean alreadyRoot) {
        var assignments = new ArrayList<String>();
        var root = alreadyRoot;
        var sudo = Optional.<ShellWord>empty();
        var at = 0;
        while (at < all.size()) {
            var word = all.get(at).text();
            if (word.matches("[A-Za-z_][A-Za-z0-9_]*=(?s:.*)")) {
                assignments.add(word);
                at++;
            } else if (word.equals("sudo")) {
                sudo = Optional.of(all.get(at));
                var options = at + 1;
                root = true;
                while (options < all.size() && all.get(options).text().startsWith("-")) {
                    var option = all.get(options).text();
                    if (option.equals("-u") && options + 1 < all.size()) {
                        root = all.get(options + 1).text().equals("root");
                    }
                    options += SUDO_WITH_VALUE.contains(option) ? 2 : 1;
                }
                at = options;
            } else if (KEYWORDS.contains(word)
                    || word.equals("env")
                    || word.equals("nice")
                    || word.equals("eatmydata")) {
                at++;
            } else if (word.equals("timeout")) {
                at += 1;
                while (at < all.size()
                        && (all.get(at).text().startsWith("-")
                                || all.get(at).text().matches("[0-9.]+[smhd]?"))) {
                    at++;
                }
            } else {
                return Optional.of(new PlainCommand(all.subList(at, all.size()), root, assignments, sudo));
            }
        }
        return assignments.isEmpty() ? Optional.empty() : Optional.of(assigning(assignments, root));
    }

    private static PlainCommand assigning(List<String> assignments, boolean root) {
        return new PlainCommand(List.of(new ShellWord("", 0, 0)), root, assignments, Optional.empty());
    }

    ShellWord program() {
        return words.getFirst();
    }

    /** The program's name without its directory. */
    String name() {
        var text = program().text();
        return text.substring(text.lastIndexOf('/') + 1);
    }

    List<ShellWord> arguments() {
        return words.subList(1, words.size());
    }

    boolean has(String argument) {
        return arguments().stream().anyMatch(word -> word.text().equals(argument));
    }

    /** The text that a shell called with {@code -c} runs. */
    Optional<String> script() {
        if (!Set.of("sh", "bash", "dash").contains(name())) {
            return Optional.empty();
        }
        for (var index = 0; index + 1 < arguments().size(); index++) {
            if (arguments().get(index).text().matches("-[a-z]*c")) {
                return Optional.of(arguments().get(index + 1).text());
            }
        }
        return Optional.empty();
    }
}
