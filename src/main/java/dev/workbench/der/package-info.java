/** ASN.1's distinguished encoding, as far as private keys need it. */
@NullMarked
package dev.workbench.der;

import org.jspecify.annotations.NullMarked;
