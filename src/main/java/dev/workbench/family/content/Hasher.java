package dev.workbench.family.content;

/** A SHA-256 under way; used by one thread. */
public interface Hasher extends AutoCloseable {
    /** Forgets everything and starts again. */
    void reset();

    /** Adds the first bytes of an array. */
    void update(byte[] bytes, int length);

    /** The hash of what was added since the last reset, 64 hex digits; then a reset is due. */
    String hex();

    @Override
    void close();
}
