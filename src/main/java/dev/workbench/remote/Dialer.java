package dev.workbench.remote;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Opens byte streams to one TCP port of a machine, directly or through the engine. */
@FunctionalInterface
public interface Dialer {
    /** @throws IOException when nothing answers there (yet) */
    Link dial() throws IOException;

    /** An open connection; closing it ends both directions. */
    interface Link extends AutoCloseable {
        InputStream in();

        OutputStream out();

        @Override
        void close();
    }
}
