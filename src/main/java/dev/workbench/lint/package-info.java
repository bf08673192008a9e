/** What experience says against build steps that are well formed: rules, findings, and mechanical fixes. */
@NullMarked
package dev.workbench.lint;

import org.jspecify.annotations.NullMarked;
