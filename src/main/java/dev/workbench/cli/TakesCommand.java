package dev.workbench.cli;

import java.util.List;

/** A command of ours that runs another one elsewhere: the words after a lone {@code --}, which are not ours to parse. */
interface TakesCommand {
    void command(List<String> words);
}
