/** Calls into a task's own code, which runs in the main container. */
@NullMarked
package dev.workbench.task;

import org.jspecify.annotations.NullMarked;
