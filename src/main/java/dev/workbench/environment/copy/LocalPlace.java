package dev.workbench.environment.copy;

import dev.workbench.error.WorkbenchException;
import dev.workbench.progress.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;

/** This machine's file system. */
final class LocalPlace implements Place {
    private final Progress progress;

    LocalPlace(Progress progress) {
        this.progress = progress;
    }

    @Override
    public Found find(String text) {
        var path = Path.of(text);
        try {
            var kind = Files.isDirectory(path) ? Found.Kind.DIRECTORY : Found.Kind.FILE;
            return new Found(kind, path.toRealPath().toString());
        } catch (AccessDeniedException e) {
            return new Found(Found.Kind.DENIED, "");
        } catch (IOException e) {
            return new Found(Found.Kind.NOTHING, belowParent(path.toAbsolutePath()));
        }
    }

    private static String belowParent(Path path) {
        var parent = path.getParent();
        try {
            return parent != null && Files.isDirectory(parent)
                    ? parent.toRealPath().resolve(path.getFileName()).toString()
                    : "";
        } catch (IOException e) {
            return "";
        }
    }

    @Override
    public void read(Found source, OutputStream tar) {
        var path = Path.of(source.path());
        try (var writer = new TarWriter(tar, progress)) {
            writer.add(path, source.lastName().isEmpty() ? "root" : source.lastName());
        } catch (AccessDeniedException e) {
            throw WorkbenchException.badInput("permission_denied", "permission denied: " + e.getFile())
                    .causedBy(e);
        } catch (IOException e) {
            throw failure("cannot read", source.path(), e);
        }
    }

    @Override
    public void write(String directory, InputStream tar) {
        try {
            new TarExtractor(Path.of(directory), progress).extract(tar);
        } catch (AccessDeniedException e) {
            throw WorkbenchException.badInput("permission_denied", "permission denied: " + e.getFile())
                    .causedBy(e);
        } catch (IOException e) {
            throw failure("cannot write below", directory, e);
        }
    }

    private static WorkbenchException failure(String what, String path, IOException e) {
        return WorkbenchException.badInput("copy_failed", what + " " + path + ": " + e.getMessage())
                .causedBy(e);
    }

    /** Files belong to whoever runs the workbench, whatever the tar says. */
    @Override
    public Owner owner(String directory) {
        return Owner.ROOT;
    }

    @Override
    public String name() {
        return "this machine";
    }
}
