/** Auxiliary VMs as QEMU processes, each in a container on the environment's network. */
@NullMarked
package dev.workbench.provider.qemu;

import org.jspecify.annotations.NullMarked;
