package dev.workbench.vm;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** The ability of a provider whose prices come from lists that somebody publishes, a region each. */
public interface ListPrices extends Ability {
    /**
     * Fetches the list of a region; from then on it holds there, if it is newer than what ships with the program.
     *
     * @param region the chosen one when empty
     * @param from where the lists are, instead of at their publisher
     * @throws dev.workbench.error.WorkbenchException (exit code 4) when it is not to be had; what was known stays
     */
    Table refreshPrices(Optional<String> region, Optional<URI> from);

    /**
     * @param date when the list was published
     * @param machines how many types of machines it has prices for
     */
    record Table(String region, String date, int machines, Path file) {}
}
