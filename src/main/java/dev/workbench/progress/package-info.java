/** What happens while a command runs, told as events. */
@NullMarked
package dev.workbench.progress;

import org.jspecify.annotations.NullMarked;
