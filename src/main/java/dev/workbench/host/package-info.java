/** The machine that workbench runs on: what it has, what it lacks, and how to mend that. */
@NullMarked
package dev.workbench.host;

import org.jspecify.annotations.NullMarked;
