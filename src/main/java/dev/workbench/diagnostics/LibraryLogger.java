package dev.workbench.diagnostics;

import java.io.PrintWriter;
import java.io.Serial;
import java.io.StringWriter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/** The logger that a library gets. */
final class LibraryLogger extends LegacyAbstractLogger {
    @Serial
    private static final long serialVersionUID = 1L;

    LibraryLogger(String name) {
        this.name = name;
    }

    @Override
    public boolean isTraceEnabled() {
        return false;
    }

    @Override
    public boolean isDebugEnabled() {
        return false;
    }

    @Override
    public boolean isInfoEnabled() {
        return false;
    }

    @Override
    public boolean isWarnEnabled() {
        return true;
    }

    @Override
    public boolean isErrorEnabled() {
        return true;
    }

    @Override
    protected void handleNormalizedLoggingCall(
            Level level,
            @Nullable Marker marker,
            String pattern,
            @Nullable Object @Nullable [] arguments,
            @Nullable Throwable cause) {
        var text = new StringWriter();
        text.append(level.toString()).append(' ').append(name).append(": ");
        text.append(MessageFormatter.basicArrayFormat(pattern, arguments));
        if (cause != null) {
            text.append('\n');
            cause.printStackTrace(new PrintWriter(text));
        }
        Diagnostics.report(text.toString().stripTrailing());
    }

    @Override
    protected @Nullable String getFullyQualifiedCallerName() {
        return null;
    }
}
