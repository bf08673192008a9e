package dev.workbench.base;

import dev.workbench.container.ContainerEngine;
import dev.workbench.container.ImageInfo;
import dev.workbench.error.ExitCode;
import dev.workbench.error.WorkbenchException;
import dev.workbench.progress.LineSink;
import dev.workbench.progress.Progress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The smallest Debian 12: pulled from a registry, or bootstrapped from packages on the host when there is none. */
final class MinBase {
    static final String REFERENCE = "workbench/debian:12";

    private static final String OFFICIAL = "debian:12";
    private static final String KIND = "minbase";
    private static final int CONNECT_SECONDS = 5;

    private final ContainerEngine engine;
    private final BuildHost host;

    MinBase(ContainerEngine engine, BuildHost host) {
        this.engine = engine;
        this.host = host;
    }

    ImageInfo get(Progress progress) {
        return engine.image(REFERENCE).or(() -> engine.image(OFFICIAL)).orElseGet(() -> make(progress));
    }

    private ImageInfo make(Progress progress) {
        try (var phase = progress.phase("get Debian 12")) {
            try {
                var image = engine.pull(OFFICIAL, CONNECT_SECONDS, progress);
                phase.done("pulled");
                return image;
            } catch (WorkbenchException noRegistry) {
                progress.note("no registry gave " + OFFICIAL + " (" + noRegistry.message()
                        + "): bootstrapping it from Debian packages");
                var image = bootstrap(progress, noRegistry);
                phase.done("bootstrapped");
                return image;
            }
        }
    }

    private ImageInfo bootstrap(Progress progress, WorkbenchException noRegistry) {
        var tail = new ArrayList<String>();
        var process = start(noRegistry);
        try {
            var narrator = Thread.ofPlatform().daemon().start(() -> {
                try (var lines = new LineSink(line -> {
                            progress.output("mmdebstrap", line);
                            tail.add(line);
                        });
                        var errors = process.getErrorStream()) {
                    errors.transferTo(lines);
                } catch (IOException e) {
                    progress.output("mmdebstrap", "(its messages ended: " + e.getMessage() + ")");
                }
            });
            var labels = Map.of(ImageBuilder.LABEL_KIND, KIND);
            var image = engine.importRoot(process.getInputStream(), REFERENCE, labels);
            var status = process.waitFor();
            narrator.join();
            if (status != 0) {
                engine.removeImage(REFERENCE);
                throw WorkbenchException.notReady(
                                "bootstrap_failed",
                                "Debian 12 could not be bootstrapped: mmdebstrap ended with " + status)
                        .details(tail.stream()
                                .skip(Math.max(0, tail.size() - 20))
                                .collect(Collectors.joining("\n")))
                        .hint("the Debian mirror must be reachable from this machine");
            }
            return image;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw WorkbenchException.of(ExitCode.INTERRUPTED, "interrupted", "interrupted");
        } finally {
            process.destroy();
        }
    }

    private Process start(WorkbenchException noRegistry) {
        try {
            return new ProcessBuilder(command(host.aptSources())).start();
        } catch (IOException e) {
            throw WorkbenchException.notReady(
                            "no_debian_image",
                            "there is neither a container registry nor mmdebstrap to get Debian 12 from")
                    .details(noRegistry.message())
                    .hint("make " + OFFICIAL + " known to the engine (docker pull, docker load),"
                            + " or install mmdebstrap: apt-get install mmdebstrap")
                    .causedBy(e);
        }
    }

    /** Writes the tar of the root file system to standard output. */
    static List<String> command(List<String> aptSources) {
        var command = new ArrayList<>(List.of(
                "mmdebstrap",
                "--variant=minbase",
                "--format=tar",
                "--include=ca-certificates",
                "--aptopt=Acquire::Retries \"3\"",
                "bookworm",
                "-"));
        command.addAll(aptSources);
        return List.copyOf(command);
    }
}
