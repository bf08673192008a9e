package dev.workbench.environment.copy;

import java.io.InputStream;
import java.io.OutputStream;

/** A file system that can be copied from and to: this machine's, a container's, a VM's. Closing it ends a connection. */
interface Place extends AutoCloseable {
    Found find(String path);

    /** Writes a file or directory as a tar whose top entry is its last name. */
    void read(Found source, OutputStream tar);

    /** Unpacks a tar into a directory. */
    void write(String directory, InputStream tar);

    /** Who owns what is unpacked into a directory. */
    Owner owner(String directory);

    /** In words, for messages. */
    String name();

    @Override
    default void close() {}

    /** Numeric ids, as tars carry them. */
    record Owner(int user, int group) {
        static final Owner ROOT = new Owner(0, 0);
    }
}
