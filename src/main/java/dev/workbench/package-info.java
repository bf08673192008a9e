/** Where the process starts and everything is wired by hand. */
@NullMarked
package dev.workbench;

import org.jspecify.annotations.NullMarked;
