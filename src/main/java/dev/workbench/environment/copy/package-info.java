/** Copying between this machine, main containers and VMs. */
@NullMarked
package dev.workbench.environment.copy;

import org.jspecify.annotations.NullMarked;
