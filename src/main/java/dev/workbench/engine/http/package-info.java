/** As much of HTTP/1.1 as a container engine's API needs: streamed bodies, and connections that become a plain stream. */
@NullMarked
package dev.workbench.engine.http;

import org.jspecify.annotations.NullMarked;
