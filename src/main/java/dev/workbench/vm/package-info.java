/** The port to a provider of auxiliary VMs. */
@NullMarked
package dev.workbench.vm;

import org.jspecify.annotations.NullMarked;
