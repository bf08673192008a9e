package dev.workbench.vm;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What of workbench's there is in one place of a provider, whoever made it: for finding what nobody needs any more.
 *
 * <p>Nothing is found by its name: everything carries {@link Ownership}'s labels.
 */
public interface Inventory {
    /** Where this is, in a word. */
    String place();

    /** All places of the provider that the account can use. */
    List<String> places();

    /** The same inventory in another place. */
    Inventory in(String place);

    /**
     * Things of one kind, fetched page by page as the stream is read: there may be tens of thousands.
     *
     * @param owner whose; everybody's when empty
     */
    Stream<Holding> holdings(Holding.Kind kind, Optional<String> owner);

    /**
     * Deletes things of one kind and returns when they are gone; what is gone already counts as deleted, also when somebody
     * else deletes it at the same time. What something else still needs is tried again for a while.
     *
     * @return what could not be deleted
     */
    List<Refusal> delete(Holding.Kind kind, List<String> ids);

    /** @param why in plain words */
    record Refusal(String id, String why) {}
}
