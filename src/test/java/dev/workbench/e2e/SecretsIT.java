package dev.workbench.e2e;

import static dev.workbench.e2e.Traces.docker;
import static dev.workbench.e2e.Traces.entriesWith;
import static dev.workbench.e2e.Traces.filesWith;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;
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
}
