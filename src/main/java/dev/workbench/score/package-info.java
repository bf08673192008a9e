/** Every form of scoring. */
@NullMarked
package dev.workbench.score;

import org.jspecify.annotations.NullMarked;
