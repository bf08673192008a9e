/** The main image of a task family: its recipe, its key, its build. */
@NullMarked
package dev.workbench.mainimage;

import org.jspecify.annotations.NullMarked;
