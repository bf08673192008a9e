/** What belongs to no live environment: a pure policy, and the sweep that obeys it. */
@NullMarked
package dev.workbench.reap;

import org.jspecify.annotations.NullMarked;
