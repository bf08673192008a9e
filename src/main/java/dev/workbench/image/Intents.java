package dev.workbench.image;

import java.util.function.Supplier;

/**
 * Where a bake announces what it creates before it does so; the environment's ledger obeys this contract.
 *
 * <p>Kinds are {@code container}, {@code network}, and {@code vm:} with a provider's name.
 */
public interface Intents {
    /** No record at all, for tests. */
    Intents UNRECORDED = new Intents() {
        @Override
        public <T> T create(String kind, String name, Supplier<T> creation) {
            return creation.get();
        }

        @Override
        public void delete(String kind, String name, Runnable deletion) {
            deletion.run();
        }
    };

    /** Records the intent, creates, records that it is done. */
    <T> T create(String kind, String name, Supplier<T> creation);

    /** Deletes, then records that it is gone. */
    void delete(String kind, String name, Runnable deletion);
}
