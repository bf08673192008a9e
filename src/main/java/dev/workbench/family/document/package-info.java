/** Documents that people write, read strictly: every value knows its place, every problem is told at once. */
@NullMarked
package dev.workbench.family.document;

import org.jspecify.annotations.NullMarked;
