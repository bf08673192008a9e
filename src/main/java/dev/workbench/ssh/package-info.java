/** SSH to a guest: keys, the client, the wait until a machine is usable. */
@NullMarked
package dev.workbench.ssh;

import org.jspecify.annotations.NullMarked;
