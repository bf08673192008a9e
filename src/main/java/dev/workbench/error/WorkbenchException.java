package dev.workbench.error;

import java.io.Serial;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A failure that the user can understand and mend: what went wrong, where, how to mend it, and the exit code.
 *
 * <p>Any other exception that reaches the top is a bug of workbench.
 */
public final class WorkbenchException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final ExitCode exit;
    private final String code;
    private final @Nullable String place;
    private final @Nullable String hint;
    private final @Nullable String details;

    private WorkbenchException(
            ExitCode exit,
            String code,
            String message,
            @Nullable String place,
            @Nullable String hint,
            @Nullable String details,
            @Nullable Throwable cause) {
        super(message, cause);
        this.exit = exit;
        this.code = code;
        this.place = place;
        this.hint = hint;
        this.details = details;
    }

    /**
     * A failure without place or hint yet.
     *
     * @param code a stable snake_case word for scripts, such as {@code no_such_task}
     * @param message one sentence without a full stop, lower case first
     */
    public static WorkbenchException of(ExitCode exit, String code, String message) {
        return new WorkbenchException(exit, code, message, null, null, null, null);
    }

    /** The input (a file, an argument) is wrong: exit code 2. */
    public static WorkbenchException badInput(String code, String message) {
        return of(ExitCode.BAD_INPUT, code, message);
    }

    /** The host, the engine or credentials are not ready: exit code 3. */
    public static WorkbenchException notReady(String code, String message) {
        return of(ExitCode.NOT_READY, code, message);
    }

    /** A provider refused or failed: exit code 4. */
    public static WorkbenchException provider(String code, String message) {
        return of(ExitCode.PROVIDER, code, message);
    }

    /** The task's own code failed: exit code 1. */
    public static WorkbenchException verdict(String code, String message) {
        return of(ExitCode.VERDICT, code, message);
    }

    /** Something took longer than it may: exit code 5. */
    public static WorkbenchException timeout(String code, String message) {
        return of(ExitCode.TIMEOUT, code, message);
    }

    /** Says where: {@code path}, {@code path:line} or {@code path:line:column}, or an option's name. */
    public WorkbenchException at(String where) {
        return new WorkbenchException(exit, code, message(), where, hint, details, getCause());
    }

    /** Says how to mend it, or which command to try next. */
    public WorkbenchException hint(String advice) {
        return new WorkbenchException(exit, code, message(), place, advice, details, getCause());
    }

    /** Adds several lines that belong to the failure: a task's traceback, the end of a console. */
    public WorkbenchException details(String lines) {
        return new WorkbenchException(exit, code, message(), place, hint, lines, getCause());
    }

    public WorkbenchException causedBy(Throwable cause) {
        return new WorkbenchException(exit, code, message(), place, hint, details, cause);
    }

    public ExitCode exit() {
        return exit;
    }

    public String code() {
        return code;
    }

    public String message() {
        return String.valueOf(getMessage());
    }

    public Optional<String> place() {
        return Optional.ofNullable(place);
    }

    public Optional<String> hint() {
        return Optional.ofNullable(hint);
    }

    public Optional<String> details() {
        return Optional.ofNullable(details);
    }
}
