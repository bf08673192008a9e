/** The failures that a user can understand and mend. */
@NullMarked
package dev.workbench.error;

import org.jspecify.annotations.NullMarked;
