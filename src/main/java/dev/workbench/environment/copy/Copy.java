package dev.workbench.environment.copy;

import dev.workbench.container.Containers;
import dev.workbench.error.ExitCode;
import dev.workbench.error.WorkbenchException;
import dev.workbench.progress.Progress;
import dev.workbench.remote.Guest;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;

/**
 * Copies files and directories into an environment, out of it, and between its machines.
 *
 * <p>As {@code cp -r} does: into a directory that exists goes the source under its own name, else the source gets the
 * destination's name; {@code DIR/.} is the content of a directory. Links that are named are followed, links inside a
 * directory are copied as links. Files copied into a container belong to the agent below its home, else to root.
 */
public final class Copy {
    /** Finds the machines of environments. */
    public interface Machines {
        /** The main container's id or name; an empty environment is the most recent one. */
        String container(String environment);

        /** Connects to the VM; the copy closes the connection. */
        Guest vm(String environment);
    }

    private final Containers engine;
    private final Machines machines;
    private final Progress progress;

    public Copy(Containers engine, Machines machines, Progress progress) {
        this.engine = engine;
        this.machines = machines;
        this.progress = progress;
    }

    /** Copies, and returns when everything is there. */
    public void copy(CopyPath from, CopyPath to) {
        if (from instanceof CopyPath.Local && to instanceof CopyPath.Local) {
            throw WorkbenchException.badInput("bad_copy_path", "one side of a copy must be in an environment")
                    .hint("write ENV:PATH for the main container, ENV@vm:PATH for the VM");
        }
        try (var source = place(from);
                var target = place(to)) {
            var what = existing(source, from);
            copy(source, what, target, destination(what, from, target, to));
        }
    }

    private Place place(CopyPath path) {
        return switch (path) {
            case CopyPath.Local _ -> new LocalPlace(progress);
            case CopyPath.InContainer in -> new ContainerPlace(engine, machines.container(in.environment()));
            case CopyPath.OnVm on -> new GuestPlace(machines.vm(on.environment()));
        };
    }

    private static Found existing(Place source, CopyPath from) {
        var found = source.find(from.path());
        return switch (found.kind()) {
            case FILE, DIRECTORY -> found;
            case NOTHING ->
                throw WorkbenchException.badInput(
                        "no_such_file", "no such file on " + source.name() + ": " + from.path());
            case DENIED -> throw denied(source, from);
        };
    }

    /** Where the source goes: a directory, and its name in there (empty: its content goes straight into it). */
    private record Destination(String directory, String name) {}

    private static Destination destination(Found source, CopyPath from, Place target, CopyPath to) {
        var found = target.find(to.path());
        return switch (found.kind()) {
            case DIRECTORY -> new Destination(found.path(), from.namesContent() ? "" : from.lastName());
            case FILE -> {
                if (source.isDirectory()) {
                    throw WorkbenchException.badInput(
                            "not_a_directory",
                            "cannot put a directory in place of a file on " + target.name() + ": " + to.path());
                }
                yield new Destination(found.parent(), found.lastName());
            }
            case NOTHING -> {
                if (found.path().isEmpty() || (to.path().endsWith("/") && !source.isDirectory())) {
                    throw WorkbenchException.badInput(
                            "no_such_directory", "no such directory on " + target.name() + ": " + to.path());
                }
                yield new Destination(found.parent(), found.lastName());
            }
            case DENIED -> throw denied(target, to);
        };
    }

    private static WorkbenchException denied(Place place, CopyPath path) {
        return WorkbenchException.badInput(
                "permission_denied", "permission denied on " + place.name() + ": " + path.path());
    }

    private void copy(Place source, Found what, Place target, Destination where) {
        var meter = new MeterNotes(progress);
        if (!what.isDirectory() && source instanceof LocalPlace && target instanceof GuestPlace vm) {
            vm.guest().upload(Path.of(what.path()), where.directory() + "/" + where.name(), meter);
        } else if (!what.isDirectory() && source instanceof GuestPlace vm && target instanceof LocalPlace) {
            vm.guest().download(what.path(), Path.of(where.directory(), where.name()), meter);
        } else {
            stream(source, what, target, where, meter);
        }
    }

    private static void stream(Place source, Found what, Place target, Destination where, MeterNotes meter) {
        var names = new TarNames(where.name());
        var owner = target.owner(where.directory());
        try {
            TarPipe.run(
                    renamed -> TarPipe.run(
                            original -> source.read(what, original),
                            original -> Tars.rewrite(meter.counting(original), renamed, names, owner)),
                    renamed -> target.write(where.directory(), renamed));
        } catch (InterruptedIOException e) {
            throw WorkbenchException.of(ExitCode.INTERRUPTED, "interrupted", "interrupted while copying")
                    .causedBy(e);
        } catch (IOException e) {
            throw WorkbenchException.provider(
                            "copy_failed",
                            "copying from " + source.name() + " to " + target.name() + " broke off: " + e.getMessage())
                    .causedBy(e);
        }
    }
}
