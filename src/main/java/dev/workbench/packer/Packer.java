package dev.workbench.packer;

import dev.workbench.container.ContainerEngine;
import dev.workbench.container.ContainerSpec;
import dev.workbench.container.Exec;
import dev.workbench.container.ImageInfo;
import dev.workbench.container.SmallTar;
import dev.workbench.error.WorkbenchException;
import dev.workbench.family.BuildSources.BuildSource;
import dev.workbench.image.Provisioner;
import dev.workbench.image.Provisioning;
import dev.workbench.image.StepWatch;
import dev.workbench.image.Uninterrupted;
import dev.workbench.progress.LineSink;
import dev.workbench.progress.Progress;
import dev.workbench.remote.Streams;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import java.util.function.IntPredicate;

/**
 * Runs build steps with Packer, in a container of the tools image beside the VM.
 *
 * <p>Packer's null builder cannot pin a host key. So OpenSSH, which can, opens a tunnel to the VM's own loopback, and
 * Packer goes through that. The private key reaches a tmpfs over standard input: it is in no layer, argument or
 * environment.
 */
public final class Packer implements Provisioner {
    private static final String DIRECTORY = "/bake";
    private static final String SECRETS = "/run/bake";
    private static final String RUN = """
            set -u
            cd %1$s
            ssh -f -N -F none -i %2$s/key -L 127.0.0.1:2222:127.0.0.1:22 \
              -o BatchMode=yes -o IdentitiesOnly=yes -o ExitOnForwardFailure=yes -o ConnectTimeout=20 \
              -o StrictHostKeyChecking=yes -o UserKnownHostsFile=%2$s/known_hosts -o GlobalKnownHostsFile=none \
              -o HostKeyAlias=vm -o ServerAliveInterval=15 "$1@$2" >/dev/null 2>%2$s/tunnel || {
              cat %2$s/tunnel
              exit 1
            }
            exec env -i PATH="$PATH" HOME=%2$s CHECKPOINT_DISABLE=1 packer build -color=false -var "user=$1" .
            """.formatted(DIRECTORY, SECRETS);

    private final ContainerEngine engine;
    private final Function<Progress, ImageInfo> tools;

    /** {@code tools} makes the tools image ready. */
    public Packer(ContainerEngine engine, Function<Progress, ImageInfo> tools) {
        this.engine = engine;
        this.tools = tools;
    }

    @Override
    public void provision(Provisioning bake, StepWatch watch, Progress progress) {
        var image = tools.apply(progress);
        var resource = bake.scope().container("packer");
        var name = resource.name();
        var ledger = bake.scope().ledger();
        try {
            var container = ledger.create(resource, () -> engine.create(spec(image, name, bake)));
            engine.start(container);
            upload(container, bake);
            run(container, bake, watch, progress);
        } finally {
            Uninterrupted.run(() -> ledger.delete(resource, () -> engine.remove(name)));
        }
    }

    /** The container ends itself when the bake's time is up, whatever became of us. */
    private static ContainerSpec spec(ImageInfo image, String name, Provisioning bake) {
        var seconds = Math.max(
                1,
                Duration.between(Instant.now(), bake.scope().owner().expires()).toSeconds());
        return ContainerSpec.of(image.id())
                .name(name)
                .labels(bake.scope().owner().labels("packer"))
                .network(bake.network().name())
                .mount(new ContainerSpec.Mount.Tmpfs(SECRETS, "mode=0700"))
                .command("sleep", Long.toString(seconds))
                .build();
    }

    private void upload(String container, Provisioning bake) {
        var files = new BakeFiles(bake.steps(), bake.sources(), bake.done(), true);
        var tar = new SmallTar();
        files.texts()
                .forEach((path, text) ->
                        tar.file(DIRECTORY.substring(1) + "/" + path, 0644, 0, text.getBytes(StandardCharsets.UTF_8)));
        engine.upload(container, "/", tar.open());
        for (var source : files.sources()) {
            feed(container, source);
        }
        feed(container, SECRETS + "/key", bake.admin().privateKey());
        feed(container, SECRETS + "/known_hosts", "vm " + bake.admin().hostKey() + "\n");
    }

    private void feed(String container, BuildSource source) {
        try (var tar = BakeFiles.open(source)) {
            feed(container, DIRECTORY + "/" + BakeFiles.files(source).data(), tar);
        } catch (IOException | UncheckedIOException e) {
            throw WorkbenchException.badInput(
                            "bad_build_source", "cannot copy the source of a file step: " + e.getMessage())
                    .at(source.path().toString())
                    .causedBy(e);
        }
    }

    private void feed(String container, String path, String text) {
        feed(container, path, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private void feed(String container, String path, InputStream content) {
        var said = new ByteArrayOutputStream();
        var exec = Exec.of("sh", "-c", "umask 077; cat > \"$0\"", path);
        var status = engine.exec(container, exec, new Streams(content, said, said));
        if (status != 0) {
            throw WorkbenchException.notReady("bake_upload_failed", "cannot write " + path + " in Packer's container")
                    .details(said.toString(StandardCharsets.UTF_8).strip());
        }
    }

    private void run(String container, Provisioning bake, StepWatch watch, Progress progress) {
        IntPredicate pause = step -> pause(container, new StepFiles(step), watch);
        var titles = bake.steps().stream().map(StepTitle::of).toList();
        try (var transcript = new Transcript(titles, bake.done(), pause, progress)) {
            transcript.announce();
            var status = execute(container, bake, transcript);
            if (status != 0) {
                transcript.failed();
                throw new BakeFailure(bake, transcript).of(status);
            }
            transcript.succeeded();
        }
    }

    private boolean pause(String container, StepFiles step, StepWatch watch) {
        if (shell(container, "test -e", step.finished()) != 0) {
            return false;
        }
        watch.between(step.number());
        shell(container, "touch", step.goOn());
        return true;
    }

    private int shell(String container, String command, String file) {
        var exec = Exec.of("sh", "-c", command + " \"$0\"", DIRECTORY + "/" + file);
        return engine.exec(
                container, exec, Streams.of(OutputStream.nullOutputStream(), OutputStream.nullOutputStream()));
    }

    private int execute(String container, Provisioning bake, Transcript transcript) {
        var exec = Exec.of("sh", "-c", RUN, "bake", bake.admin().user(), bake.address());
        try (var lines = new LineSink(transcript::line)) {
            return engine.exec(container, exec, Streams.of(lines, lines));
        } catch (WorkbenchException e) {
            throw new BakeFailure(bake, transcript).of(e);
        }
    }
}
