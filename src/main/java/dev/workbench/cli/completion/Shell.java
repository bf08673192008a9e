package dev.workbench.cli.completion;

import java.util.Locale;
import picocli.AutoComplete;
import picocli.CommandLine;

/** A shell that can complete workbench's command lines. */
public enum Shell {
    BASH,
    ZSH,
    FISH;

    /** The script that teaches this shell to complete the given command tree. */
    public String script(CommandLine root) {
        var name = root.getCommandName();
        return switch (this) {
            case BASH -> Asked.inBash(AutoComplete.bash(name, root));
            case ZSH -> zsh(name, Asked.inBash(AutoComplete.bash(name, root)));
            case FISH -> FishScript.of(root);
        };
    }

    /** The name under which the shell's own completion directories expect the script. */
    public String fileName(String command) {
        return switch (this) {
            case BASH -> command + ".bash";
            case ZSH -> "_" + command;
            case FISH -> command + ".fish";
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * picocli's script also runs in zsh, whose file may be sourced or be found through {@code fpath}: then its functions
     * know no aliases, and the file itself is the completion function at the first key.
     */
    private static String zsh(String command, String bash) {
        return "#compdef " + command + "\n"
                + bash.strip().replace("  alias compopt=complete\n", "  function compopt() { return 0; }\n")
                + "\n\nif [ \"${funcstack[1]}\" = _" + command + " ]; then\n"
                + "  _bash_complete -o default -F _complete_" + command + "\nfi\n";
    }
}
