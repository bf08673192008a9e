/** What users set once for all commands, and where each value comes from. */
@NullMarked
package dev.workbench.settings;

import org.jspecify.annotations.NullMarked;
