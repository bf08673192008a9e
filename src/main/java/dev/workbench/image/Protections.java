package dev.workbench.image;

import dev.workbench.error.WorkbenchException;
import dev.workbench.family.document.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Which images a user wants kept whatever happens: one empty file for each. */
public final class Protections {
    private final Path directory;

    /** @param directory where the files are; it may be missing */
    public Protections(Path directory) {
        this.directory = directory;
    }

    public boolean contains(String key) {
        return Files.exists(file(key));
    }

    /** Protecting what is protected changes nothing. */
    public void add(String key) {
        try {
            Files.createDirectories(directory);
            if (!contains(key)) {
                Files.createFile(file(key));
            }
        } catch (IOException e) {
            throw notWritable(e);
        }
    }

    /** Unprotecting what is not protected changes nothing. */
    public void remove(String key) {
        try {
            Files.deleteIfExists(file(key));
        } catch (IOException e) {
            throw notWritable(e);
        }
    }

    private Path file(String key) {
        return directory.resolve(key.substring(key.indexOf(':') + 1));
    }

    private WorkbenchException notWritable(IOException e) {
        return WorkbenchException.notReady("state_not_writable", "cannot note what is protected: " + Reason.of(e))
                .at(directory.toString())
                .causedBy(e);
    }
}
