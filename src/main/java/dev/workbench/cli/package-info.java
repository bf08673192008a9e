/** The commands: each one parses, makes one call, prints. */
@NullMarked
package dev.workbench.cli;

import org.jspecify.annotations.NullMarked;
