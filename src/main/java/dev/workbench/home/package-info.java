/** Every path and file name that workbench uses on the user's machine. */
@NullMarked
package dev.workbench.home;

import org.jspecify.annotations.NullMarked;
