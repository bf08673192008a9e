/** Completion scripts for shells, made from the command tree. */
@NullMarked
package dev.workbench.cli.completion;

import org.jspecify.annotations.NullMarked;
