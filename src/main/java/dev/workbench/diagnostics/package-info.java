/** What the libraries have to say of themselves, kept away from the terminal and given to the log file. */
@NullMarked
package dev.workbench.diagnostics;

import org.jspecify.annotations.NullMarked;
