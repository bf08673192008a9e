/** An AWS region for tests: somebody else's API, machines that answer, and faults on demand. */
@NullMarked
package dev.workbench.provider.ec2.lab;

import org.jspecify.annotations.NullMarked;
