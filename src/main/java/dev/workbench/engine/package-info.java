/** The adapter of the container port to engines that speak Docker's HTTP API: Docker Engine and Podman. */
@NullMarked
package dev.workbench.engine;

import org.jspecify.annotations.NullMarked;
