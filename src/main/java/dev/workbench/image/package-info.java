/** VM images: their key, their bake, their cache. */
@NullMarked
package dev.workbench.image;

import org.jspecify.annotations.NullMarked;
