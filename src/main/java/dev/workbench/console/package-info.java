/** The only door to the terminal: results, tables, narration. */
@NullMarked
package dev.workbench.console;

import org.jspecify.annotations.NullMarked;
