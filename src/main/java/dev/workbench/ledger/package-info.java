/** The durable record of what is created, so that nothing is ever left behind unnamed. */
@NullMarked
package dev.workbench.ledger;

import org.jspecify.annotations.NullMarked;
