/** The provider {@code ec2}: aux VMs on Amazon EC2. */
@NullMarked
package dev.workbench.provider.ec2;

import org.jspecify.annotations.NullMarked;
