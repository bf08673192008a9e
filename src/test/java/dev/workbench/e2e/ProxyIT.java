package dev.workbench.e2e;

import static dev.workbench.e2e.Traces.docker;
import static dev.workbench.e2e.Traces.entriesWith;
import static dev.workbench.e2e.Traces.filesWith;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Behind a proxy with a password: {@code install} and build steps get through it, and the password stays nowhere. */
class ProxyIT {
    private static final String FAMILY = """
            import urllib.request

            class TaskFamily:
                required_environment_variables = ["VM_IP_ADDRESS", "VM_SSH_USERNAME", "VM_SSH_PRIVATE_KEY"]

                @staticmethod
                def install():
                    assert urllib.request.urlopen("http://only-the-proxy.invalid/install").read() == b"proxy\\n"

                @staticmethod
                def get_tasks(): return {"main": {}}

                @staticmethod
                def get_instructions(t): return "Nothing to do."

                @staticmethod
                def get_aux_vm_spec(t):
                    from metr_task_standard.types import ShellBuildStep, VMSpec
                    return VMSpec(cpu_count_range=(1, 2), ram_gib_range=(1, 2), cpu_architecture="x64",
                                  base_image_type="debian-12", build_steps=[
                        ShellBuildStep(type="shell", commands=[": NONCE", "curl -fsS only-the-proxy.invalid/step"]),
                        ShellBuildStep(type="shell", commands=["sudo curl -fsS only-the-proxy.invalid/sudo"])])

                @staticmethod
                def score(t, submission): return 1.0
            """;

    @TempDir
    private Path directory;

    private final String nonce = UUID.randomUUID().toString();
    private final String family = "proxied_" + nonce.substring(0, 8);
    private Launcher launcher = Launcher.with(Path.of(""));

    @BeforeEach
    void write() throws Exception {
        launcher = Launcher.with(directory.resolve("state"));
        var place = Files.createDirectories(directory.resolve(family));
        Files.writeString(place.resolve(family + ".py"), FAMILY.replace("NONCE", nonce));
    }

    @AfterEach
    void remove() throws Exception {
        launcher.run("destroy", "--all");
        // By name: the layer is gone with the image that was made from it.
        for (var image : images("{{.Repository}}:{{.Tag}}")) {
            docker("rmi", image);
        }
    }

    private List<String> images(String format) throws Exception {
        return docker("images", "--filter", "label=dev.workbench.family=" + family, "--format", format)
                .lines()
                .toList();
    }

    @Test
    void whatIsBuiltGoesThroughTheProxyWhosePasswordStaysNowhere() throws Exception {
        var secret = "s3cr3t" + nonce.replace("-", "");
        try (var proxy = new PasswordProxy("me", "p@ss/'" + secret)) {
            var gateway = docker("network", "inspect", "bridge", "--format", "{{(index .IPAM.Config 0).Gateway}}")
                    .strip();
            var address = "http://me:p%40ss%2F'" + secret + "@" + gateway + ":" + proxy.port();
            var run = launcher.with(Map.of("http_proxy", address, "HTTP_PROXY", address))
                    .run(
                            "run",
                            directory.resolve(family).toString(),
                            "main",
                            "--vm",
                            "docker",
                            "-o",
                            "json",
                            "--verbose");

            assertThat(run.exit()).as(run.err()).isZero();
            assertThat(proxy.served())
                    .contains(
                            "http://only-the-proxy.invalid/install",
                            "http://only-the-proxy.invalid/step",
                            "http://only-the-proxy.invalid/sudo");
            assertThat(run.out() + run.err()).doesNotContain(secret);
            assertThat(filesWith(directory.resolve("state"), secret)).isEmpty();
            var id = new ObjectMapper().readTree(run.out()).path("environment").asText();
            assertStaysNowhere(secret, id);
        }
    }

    private void assertStaysNowhere(String secret, String id) throws Exception {
        assertThat(images("{{.ID}}")).as("main image, VM image, layer").hasSize(3);
        for (var image : images("{{.ID}}")) {
            assertThat(docker("inspect", image) + docker("history", "--no-trunc", image))
                    .doesNotContain(secret);
            assertThat(entriesWith(secret, "save", image)).isEmpty();
        }
        for (var container : List.of("wb-" + id + "-main", "wb-" + id + "-vm")) {
            assertThat(docker("inspect", container)).doesNotContain(secret);
            assertThat(entriesWith(secret, "export", container)).isEmpty();
            var processes = "cat /proc/[0-9]*/environ /proc/[0-9]*/cmdline | tr '\\0' '\\n'";
            assertThat(docker("exec", container, "sh", "-c", processes)).doesNotContain(secret);
        }
        assertThat(docker("exec", "wb-" + id + "-vm", "ls", "/etc/sudoers.d", "/dev/shm"))
                .doesNotContain("proxies");
    }
}
