/** What providers share whose VMs and images are containers and images of the engine; each is an adapter of its own. */
@NullMarked
package dev.workbench.provider;

import org.jspecify.annotations.NullMarked;
