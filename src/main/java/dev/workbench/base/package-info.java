/** The images that everything else is made from: Debian, the tools, the main containers' base, virtual machine bases. */
@NullMarked
package dev.workbench.base;

import org.jspecify.annotations.NullMarked;
