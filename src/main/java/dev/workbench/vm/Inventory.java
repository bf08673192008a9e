package dev.workbench.vm;

import java.util.List;
import java.util.stream.Stream;

/**
 * What of workbench's there is in one place of a provider, whoever made it: for finding what nobody needs any more.
 *
 * <p>Nothing is found by its name: everything carries {@link Ownership}'s labels.
 */
public interface Inventory {
    /** All places of the provider that the account can use. */
    List<String> places();

    /** The same inventory in another place. */
    Inventory in(String place);

    /** Things of one kind, fetched page by page as the stream is read: there may be tens of thousands. */
    Stream<Holding> holdings(Holding.Kind kind);

    /**
     * Deletes one; what is gone already counts as deleted. Returns when the provider has accepted it.
     *
     * @throws dev.workbench.error.WorkbenchException (exit code 6, {@code in_use}) while something else needs it
     */
    void delete(Holding holding);
}
