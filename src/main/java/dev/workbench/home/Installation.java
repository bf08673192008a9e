package dev.workbench.home;

import dev.workbench.error.WorkbenchException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The directory that workbench was started from, with what it brings along: the launcher tells it. */
public final class Installation {
    /** The system property that holds the directory. */
    public static final String PROPERTY = "workbench.home";

    private Installation() {}

    /** @throws WorkbenchException (exit code 3) when the samples are not there */
    public static Path samples() {
        var samples = Path.of(System.getProperty(PROPERTY, "")).toAbsolutePath().resolve("samples");
        if (!Files.isDirectory(samples)) {
            throw WorkbenchException.notReady("no_samples", "the samples are not beside workbench")
                    .at(samples.toString())
                    .hint("start it as ./workbench in a copy of its repository");
        }
        return samples;
    }
}
