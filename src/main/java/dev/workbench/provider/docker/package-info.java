/** The provider {@code docker}: a container that stands in for a VM. */
@NullMarked
package dev.workbench.provider.docker;

import org.jspecify.annotations.NullMarked;
