package dev.workbench.family.document;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Why a file could not be read, in a few words without its path. */
public final class Reason {
    private static final String LOOP = "too many levels of symbolic links";

    private Reason() {}

    public static String of(IOException e) {
        return switch (e) {
            case NoSuchFileException x -> "no such file or directory";
            case AccessDeniedException x -> "permission denied";
            case NotDirectoryException x -> "not a directory";
            case FileSystemLoopException x -> LOOP;
            case FileSystemException x when String.valueOf(x.getReason()).contains(LOOP.substring(1)) -> LOOP;
            case FileSystemException x when x.getReason() != null -> lower(x.getReason());
            default -> e.getMessage() == null ? e.getClass().getSimpleName() : lower(e.getMessage());
        };
    }

    private static String lower(String text) {
        return text.isEmpty() ? text : Character.toLowerCase(text.charAt(0)) + text.substring(1);
    }
}
