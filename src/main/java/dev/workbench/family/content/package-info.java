/** What a directory contains, in a canonical form: for keys that decide about rebuilding, and for uploads. */
@NullMarked
package dev.workbench.family.content;

import org.jspecify.annotations.NullMarked;
