/** What a task author wrote: families, tasks, manifests, VM specs, build steps. */
@NullMarked
package dev.workbench.family;

import org.jspecify.annotations.NullMarked;
