/** Task environments: built, started, scored, destroyed, and the ledger of what they own. */
@NullMarked
package dev.workbench.environment;

import org.jspecify.annotations.NullMarked;
