/** The static tier: what a family's files tell without an engine and without running its code. */
@NullMarked
package dev.workbench.validate.check;

import org.jspecify.annotations.NullMarked;
