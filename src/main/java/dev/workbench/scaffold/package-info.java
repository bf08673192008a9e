/** New task families to start from. */
@NullMarked
package dev.workbench.scaffold;

import org.jspecify.annotations.NullMarked;
