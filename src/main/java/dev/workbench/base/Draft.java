package dev.workbench.base;

import dev.workbench.container.ContainerEngine;
import dev.workbench.container.ContainerSpec;
import dev.workbench.container.Exec;
import dev.workbench.container.ImageInfo;
import dev.workbench.container.SmallTar;
import dev.workbench.error.WorkbenchException;
import dev.workbench.progress.LineSink;
import dev.workbench.progress.Progress;
import dev.workbench.remote.Streams;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Map;

/** A container in which an image is being made; closing it removes it. It ends itself after an hour. */
final class Draft implements AutoCloseable {
    /** Where recipes find what they need; removed before the image is kept. */
    private static final String INPUTS = "/var/tmp/workbench";

    private static final int LINES_SHOWN = 30;

    private final ContainerEngine engine;
    private final String container;
    private final Recipe recipe;
    private final Progress progress;

    private Draft(ContainerEngine engine, String container, Recipe recipe, Progress progress) {
        this.engine = engine;
        this.container = container;
        this.recipe = recipe;
        this.progress = progress;
    }

    /** Starts a container of the parent image with the recipe's files in it. */
    static Draft start(
            ContainerEngine engine,
            ImageInfo parent,
            String name,
            Map<String, String> labels,
            Recipe recipe,
            Progress progress) {
        var container = engine.create(ContainerSpec.of(parent.id())
                .name(name)
                .labels(labels)
                .command("sleep", "3600")
                .user("0")
                .build());
        var draft = new Draft(engine, container, recipe, progress);
        try {
            var tar = new SmallTar();
            recipe.files().forEach((path, content) -> tar.file("workbench/" + path, 0644, 0, content));
            engine.upload(container, "/var/tmp", tar.open());
            engine.start(container);
            return draft;
        } catch (RuntimeException e) {
            draft.close();
            throw e;
        }
    }

    /** Runs the recipe's script; what it prints is told as it comes. */
    void cook(Map<String, String> environment) {
        var tail = new ArrayDeque<String>();
        int status;
        try (var lines = new LineSink(line -> {
            progress.output(recipe.title(), line);
            synchronized (tail) {
                tail.addLast(line);
                if (tail.size() > LINES_SHOWN) {
                    tail.removeFirst();
                }
            }
        })) {
            var script = Exec.of("sh", INPUTS + "/" + recipe.script()).with(environment);
            status = engine.exec(container, script, Streams.of(lines, lines));
        }
        if (status != 0) {
            throw WorkbenchException.notReady(
                            "base_image_failed",
                            "the " + recipe.title() + " could not be made: its recipe ended with exit code " + status)
                    .details(String.join("\n", tail))
                    .hint("containers need a way to the Debian mirror; the whole output is in the log");
        }
    }

    /** Runs a command that must succeed and returns what it printed. */
    String run(String... command) {
        var out = new ByteArrayOutputStream();
        if (engine.exec(container, Exec.of(command), Streams.of(out, OutputStream.nullOutputStream())) != 0) {
            throw WorkbenchException.notReady(
                    "base_image_failed",
                    "the " + recipe.title() + " could not be made: '" + String.join(" ", command) + "' failed");
        }
        return out.toString(StandardCharsets.UTF_8).strip();
    }

    /** Writes the whole file system, without what the engine mounts into it, as a tar. */
    void writeRoot(OutputStream tar) {
        var command = Exec.of("tar", "--one-file-system", "--numeric-owner", "-C", "/", "-cf", "-", ".");
        var errors = new ByteArrayOutputStream();
        if (engine.exec(container, command, Streams.of(tar, errors)) != 0) {
            throw WorkbenchException.notReady("base_image_failed", "the file system could not be read")
                    .details(errors.toString(StandardCharsets.UTF_8));
        }
    }

    /** Unpacks a tar into a directory that is made for it. */
    void unpack(String directory, InputStream tar) {
        run("mkdir", "-p", directory);
        engine.upload(container, directory, tar);
    }

    void removeInputs() {
        run("rm", "-rf", INPUTS);
    }

    ImageInfo keep(Map<String, String> labels, Map<String, String> environment) {
        removeInputs();
        return engine.commit(container, recipe.reference(), labels, environment);
    }

    @Override
    public void close() {
        engine.remove(container);
    }
}
