package dev.workbench.provider.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.workbench.provider.ec2.lab.Ec2Lab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sample with an aux VM on EC2, through the launcher: bake, run from the image, score, nothing left. */
class Ec2RunIT {
    private static final long LIMIT_MINUTES = 5;

    @TempDir
    private Path state;

    private final Ec2Lab aws = new Ec2Lab();

    @AfterEach
    void close() {
        aws.close();
    }

    private record Result(int exit, String out, String err) {}

    private Result workbench(String... words) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("./workbench"));
        command.addAll(List.of(words));
        var out = Files.createTempFile(state, "out", ".txt");
        var err = Files.createTempFile(state, "err", ".txt");
        var builder = new ProcessBuilder(command)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
        builder.environment().putAll(aws.variables());
        builder.environment().put("XDG_STATE_HOME", state.toString());
        var process = builder.start();
        if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
        }
        return new Result(process.waitFor(), Files.readString(out), Files.readString(err));
    }

    @Test
    void aTaskIsBakedRunAndScoredAndOnlyItsImageStays() throws Exception {
        var result = workbench(
                "run",
                "samples/log_detective",
                "break_in",
                "--vm",
                "ec2",
                "--agent",
                "samples/agents/log_detective/solve",
                "--agent-command",
                "./run.sh",
                "--min-score",
                "1",
                "-o",
                "json");

        assertThat(result.exit()).as(result.err()).isZero();
        var json = new ObjectMapper().readTree(result.out());
        assertThat(json.path("score").asDouble()).isEqualTo(1.0);
        assertThat(json.path("vm").path("provider").asText()).isEqualTo("ec2");
        assertThat(json.path("vm").path("image_cache").asText()).isEqualTo("miss");
        assertThat(result.err())
                .contains("AWS account 123456789012")
                .contains("us-east-1")
                .contains("an hour");
        assertThat(aws.inventory()).containsOnlyKeys("images", "snapshots");
    }
}
