/** Packer in a container of its own: the template, the steps' files, the run, its transcript. */
@NullMarked
package dev.workbench.packer;

import org.jspecify.annotations.NullMarked;
