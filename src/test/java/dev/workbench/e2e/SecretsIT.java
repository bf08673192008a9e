package dev.workbench.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Looks for a task's secrets, and for the admin key, wherever somebody else could find them. */
class SecretsIT {
    private static final String FAMILY = """
            import os
            import subprocess

            class TaskFamily:
                required_environment_variables = ["KEEP_THIS", "VM_IP_ADDRESS", "VM_SSH_USERNAME", "VM_SSH_PRIVATE_KEY"]

                @staticmethod
                def install():
                    assert os.environ["KEEP_THIS"].startswith("secret-")
                    open("/root/installed", "w").write(str(len(os.environ["KEEP_THIS"])))

                @staticmethod
                def get_tasks(): return {"main": {}}

                @staticmethod
                def get_instructions(t): return "Find the secret."

                @staticmethod
                def get_aux_vm_spec(t):
                    from metr_task_standard.types import VMSpec
                    return VMSpec(cpu_count_range=(1, 2), ram_gib_range=(1, 2), cpu_architecture="x64",
                                  base_image_type="debian-12", build_steps=[])

                @staticmethod
                def start(t):
                    assert os.environ["KEEP_THIS"].startswith("secret-")
                    subprocess.Popen(["sleep", "600"], start_new_session=True, env={"PATH": os.environ["PATH"]})

                @staticmethod
                def score(t, submission):
                    return 1.0 if os.environ["KEEP_THIS"].startswith("secret-") else 0.0
            """;

    @TempDir
    private Path directory;

    private String secret = "";
    private String id = "";
    private String image = "";
    private Launcher launcher = Launcher.with(Path.of(""));

    @BeforeEach
    void start() throws Exception {
        secret = "secret-" + UUID.randomUUID();
        launcher = Launcher.with(directory.resolve("state")).with("KEEP_THIS", secret);
        var family = Files.createDirectories(directory.resolve("keeper"));
        Files.writeString(family.resolve("keeper.py"), FAMILY + "\n# " + UUID.randomUUID() + "\n");
        var run = launcher.run("run", family.toString(), "main", "--vm", "docker", "-o", "json", "--verbose");
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out() + run.err()).doesNotContain(secret);
        var answer = new ObjectMapper().readTree(run.out());
        id = answer.path("environment").asText();
        image = answer.path("container").path("image").asText();
    }

    @AfterEach
    void destroy() throws Exception {
        launcher.run("destroy", "--all");
    }

    @Test
    void aRequiredVariablesValueIsNowhereButWithTheTasksCode() throws Exception {
        var score = launcher.run("score", id, "--submission", "x", "-o", "json");
        assertThat(score.exit()).as(score.err()).isZero();
        assertThat(score.out() + score.err()).doesNotContain(secret);

        assertThat(filesWith(directory.resolve("state"), secret)).isEmpty();
        assertThat(docker("inspect", "wb-" + id + "-main", image)).doesNotContain(secret);
        assertThat(docker("history", "--no-trunc", image)).doesNotContain(secret);
        assertThat(entriesWith(secret, "save", image)).isEmpty();
        assertThat(entriesWith(secret, "export", "wb-" + id + "-main")).isEmpty();
        assertThat(docker("top", "wb-" + id + "-main", "-eo", "pid,args")).doesNotContain(secret);
        var environments = "cat /proc/[0-9]*/environ | tr '\\0' '\\n'";
        assertThat(docker("exec", "wb-" + id + "-main", "sh", "-c", environments))
                .doesNotContain(secret);
    }

    @Test
    void theAdminKeyStaysWithItsOwnerInAPrivateFile() throws Exception {
        var key = directory.resolve("state/workbench/environments").resolve(id).resolve("admin_key.pem");
        assertThat(Files.getPosixFilePermissions(key)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        var inside = Files.readAllLines(key).get(5);

        assertThat(entriesWith(inside, "export", "wb-" + id + "-main")).isEmpty();
        assertThat(entriesWith(inside, "export", "wb-" + id + "-vm")).isEmpty();
        assertThat(docker("inspect", "wb-" + id + "-main", "wb-" + id + "-vm")).doesNotContain(inside);
        assertThat(Files.readString(Path.of(log()))).doesNotContain(inside).doesNotContain("PRIVATE KEY");
    }

    private String log() throws Exception {
        var shown = launcher.run("show", id, "-o", "json");
        return new ObjectMapper().readTree(shown.out()).path("log").asText();
    }

    private static List<Path> filesWith(Path directory, String text) throws IOException {
        try (var files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> contains(file, text))
                    .toList();
        }
    }

    private static boolean contains(Path file, String text) {
        try {
            return new String(Files.readAllBytes(file), ISO_8859_1).contains(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The entries of what docker writes as a tar, layers of images looked into as well. */
    private static List<String> entriesWith(String text, String... words) throws Exception {
        var process = process(words);
        var found = new ArrayList<String>();
        try (var stream = process.getInputStream()) {
            search(stream, text, "", found);
        }
        assertThat(process.waitFor()).isZero();
        return found;
    }

    private static void search(InputStream stream, String text, String outer, List<String> found) throws IOException {
        var tar = new TarArchiveInputStream(stream);
        var seen = 0;
        for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            seen++;
            if (!entry.isFile()) {
                continue;
            }
            if (entry.getName().endsWith("layer.tar")) {
                search(tar, text, entry.getName() + ":", found);
                continue;
            }
            if (new String(tar.readAllBytes(), ISO_8859_1).contains(text)) {
                found.add(outer + entry.getName());
            }
        }
        assertThat(seen).as("entries of " + outer).isPositive();
    }

    private static String docker(String... words) throws Exception {
        var process = process(words);
        var text = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(text).isZero();
        return text;
    }

    private static Process process(String... words) throws IOException {
        var command = new ArrayList<>(List.of("docker"));
        command.addAll(List.of(words));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
