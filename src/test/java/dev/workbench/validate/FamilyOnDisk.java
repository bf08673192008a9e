package dev.workbench.validate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A task family that a test writes. */
public final class FamilyOnDisk {
    /** A module without a fault; tests change a line of it. */
    public static final String SOUND = """
            class TaskFamily:
                standard_version = "0.3.0"
                @staticmethod
                def get_tasks():
                    return {"main": {}}
                @staticmethod
                def get_instructions(t):
                    return "Write 42 to /home/agent/submission.txt."
                @staticmethod
                def score(t, submission):
                    return float(submission == "42")
            """;

    private final Path directory;

    public FamilyOnDisk(Path parent, String name) {
        this.directory = parent.resolve(name);
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static FamilyOnDisk sound(Path parent, String name) {
        return new FamilyOnDisk(parent, name).with(name + ".py", SOUND);
    }

    /** @param text ISO 8859-1, so that a test can write any byte */
    public FamilyOnDisk with(String file, String text) {
        try {
            var path = directory.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, text, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    public Path directory() {
        return directory;
    }
}
