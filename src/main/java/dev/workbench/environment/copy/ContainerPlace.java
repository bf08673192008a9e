package dev.workbench.environment.copy;

import dev.workbench.container.Containers;
import dev.workbench.container.Exec;
import dev.workbench.error.WorkbenchException;
import dev.workbench.remote.Streams;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** The file system of a main container, as its root sees it; relative paths are relative to the agent's home. */
final class ContainerPlace implements Place {
    private static final String HOME = "/home/agent";
    private static final Owner AGENT = new Owner(1000, 1000);

    private final Containers engine;
    private final String container;

    ContainerPlace(Containers engine, String container) {
        this.engine = engine;
        this.container = container;
    }

    @Override
    public Found find(String path) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var probe = new Exec(PathProbe.command(path), "0", HOME, Map.of(), Optional.empty());
        if (engine.exec(container, probe, Streams.of(out, err)) != 0) {
            throw WorkbenchException.provider("copy_failed", "cannot look at " + path + " in the main container")
                    .details(err.toString(StandardCharsets.UTF_8));
        }
        return PathProbe.parse(out.toString(StandardCharsets.UTF_8));
    }

    @Override
    public void read(Found source, OutputStream tar) {
        try (var in = engine.download(container, source.path())) {
            in.transferTo(tar);
        } catch (IOException e) {
            throw WorkbenchException.provider(
                            "copy_failed", "copying " + source.path() + " from the main container broke off: " + e)
                    .causedBy(e);
        }
    }

    @Override
    public void write(String directory, InputStream tar) {
        engine.upload(container, directory, tar);
    }

    @Override
    public Owner owner(String directory) {
        return directory.equals(HOME) || directory.startsWith(HOME + "/") ? AGENT : Owner.ROOT;
    }

    @Override
    public String name() {
        return "the main container";
    }
}
