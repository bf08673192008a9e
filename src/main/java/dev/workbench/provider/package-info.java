/** One adapter for each place where aux VMs run; they never know each other. */
@NullMarked
package dev.workbench.provider;

import org.jspecify.annotations.NullMarked;
