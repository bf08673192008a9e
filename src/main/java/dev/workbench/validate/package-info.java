/** Whether task families are fit to be run: rules, what breaks them, in three tiers. */
@NullMarked
package dev.workbench.validate;

import org.jspecify.annotations.NullMarked;
