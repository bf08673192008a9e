/** A validation's report in the forms that CI systems read. */
@NullMarked
package dev.workbench.validate.report;

import org.jspecify.annotations.NullMarked;
