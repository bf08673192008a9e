package dev.workbench.cli;

import dev.workbench.console.Console;
import dev.workbench.error.WorkbenchException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/** A user's word, asked for at the terminal before something is done that cannot be undone. */
final class Consent {
    private Consent() {}

    /**
     * Asks; only an explicit yes counts as one.
     *
     * @throws WorkbenchException (exit code 2) when there is no terminal to ask at
     */
    static boolean ask(String question, Host host, Console console) {
        if (!host.terminal()) {
            throw WorkbenchException.badInput("not_asked", "there is no terminal to ask at, so nothing is done")
                    .hint("add --yes to do it, or --dry-run to see what it would be");
        }
        console.err().print(question + " [y/N] ");
        console.err().flush();
        try {
            var line = new BufferedReader(new InputStreamReader(host.in(), StandardCharsets.UTF_8)).readLine();
            return line != null && Set.of("y", "yes").contains(line.strip().toLowerCase(Locale.ROOT));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
