package dev.workbench.packer;

import dev.workbench.family.BuildSources.BuildSource;
import dev.workbench.family.BuildStep;
import dev.workbench.family.content.ContentTar;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All files that Packer needs for some steps: the template, a script for each step, the data of the file steps.
 *
 * @param done how many of the steps are not to be run
 * @param pauses whether Packer waits between two steps until a file says that it may go on
 */
public record BakeFiles(List<BuildStep> steps, List<BuildSource> sources, int done, boolean pauses) {
    public BakeFiles {
        steps = List.copyOf(steps);
        sources = sources.stream().filter(source -> source.step() >= done).toList();
    }

    /** All steps, one after the other. */
    public BakeFiles(List<BuildStep> steps, List<BuildSource> sources) {
        this(steps, sources, 0, false);
    }

    /** The template and the scripts, by their paths in the directory that Packer runs in. */
    Map<String, String> texts() {
        var texts = new LinkedHashMap<String, String>();
        texts.put(Template.VM_FILE, Template.vm());
        texts.put(Template.BUILD_FILE, pauses ? Template.buildWithPauses(steps, done) : Template.build(steps));
        for (var index = done; index < steps.size(); index++) {
            var files = new StepFiles(index + 1);
            if (steps.get(index) instanceof BuildStep.Shell shell) {
                texts.put(files.script(), StepScript.of(shell));
            }
            if (pauses) {
                texts.put(files.pause(), pause(files));
            }
        }
        for (var source : sources) {
            var files = files(source);
            texts.put(files.script(), StepScript.of(source, files));
        }
        return texts;
    }

    private static String pause(StepFiles files) {
        return """
                #!/bin/sh -e
                : >%s
                echo %s
                while [ ! -e %s ]; do sleep 0.05; done
                """.formatted(files.finished(), Transcript.PAUSED, files.goOn());
    }

    static StepFiles files(BuildSource source) {
        return new StepFiles(source.step() + 1);
    }

    /** The source as a tar: a directory's content, or one entry with the file. */
    static InputStream open(BuildSource source) {
        return source.directory()
                ? ContentTar.of(source.path(), source.content())
                : ContentTar.of(source.path(), source.content(), "file");
    }

    /** Writes all of them into a directory, from where {@code packer build .} does what a bake does. */
    public void writeTo(Path directory) throws IOException {
        Files.createDirectories(directory.resolve(new StepFiles(1).script()).getParent());
        for (var text : texts().entrySet()) {
            Files.writeString(directory.resolve(text.getKey()), text.getValue());
        }
        for (var source : sources) {
            try (var tar = open(source)) {
                Files.copy(tar, directory.resolve(files(source).data()));
            }
        }
    }
}
