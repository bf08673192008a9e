/** The port to a guest: commands, files, terminals. */
@NullMarked
package dev.workbench.remote;

import org.jspecify.annotations.NullMarked;
