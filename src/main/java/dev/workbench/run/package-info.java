/** The use cases behind the commands: prepare, run, score, destroy. */
@NullMarked
package dev.workbench.run;

import org.jspecify.annotations.NullMarked;
