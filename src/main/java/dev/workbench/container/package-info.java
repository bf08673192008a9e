/** The port to a container engine, and the recipe of the main image. */
@NullMarked
package dev.workbench.container;

import org.jspecify.annotations.NullMarked;
