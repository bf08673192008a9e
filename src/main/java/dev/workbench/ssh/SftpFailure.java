package dev.workbench.ssh;

import dev.workbench.error.ExitCode;
import dev.workbench.error.WorkbenchException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.apache.sshd.sftp.common.SftpConstants;
import org.apache.sshd.sftp.common.SftpException;

/** What a failed transfer tells the user. */
final class SftpFailure {
    private SftpFailure() {}

    static WorkbenchException of(IOException failure, String guestPath) {
        return switch (failure) {
            case SftpException sftp -> ofGuest(sftp, guestPath).causedBy(sftp);
            case NoSuchFileException here ->
                WorkbenchException.badInput("no_such_file", "no such file: " + here.getFile())
                        .causedBy(here);
            case AccessDeniedException here ->
                WorkbenchException.badInput("permission_denied", "permission denied: " + here.getFile())
                        .causedBy(here);
            case FileSystemException here ->
                WorkbenchException.badInput("copy_failed", "cannot copy " + here.getFile() + ": " + Reason.of(here))
                        .causedBy(here);
            case InterruptedIOException stopped ->
                WorkbenchException.of(ExitCode.INTERRUPTED, "interrupted", "interrupted")
                        .causedBy(stopped);
            default -> SshGuest.lost(failure);
        };
    }

    private static WorkbenchException ofGuest(SftpException failure, String path) {
        return switch (failure.getStatus()) {
            case SftpConstants.SSH_FX_NO_SUCH_FILE, SftpConstants.SSH_FX_NO_SUCH_PATH ->
                WorkbenchException.badInput("no_such_file", "no such file on the VM: " + path);
            case SftpConstants.SSH_FX_PERMISSION_DENIED ->
                WorkbenchException.badInput("permission_denied", "permission denied on the VM: " + path)
                        .hint("the admin user copies to its home, and `sudo` moves it from there");
            default ->
                WorkbenchException.provider("copy_failed", "the VM could not copy " + path + ": " + Reason.of(failure));
        };
    }
}
