/** JSON as workbench writes it to files and prints it. */
@NullMarked
package dev.workbench.json;

import org.jspecify.annotations.NullMarked;
