package dev.workbench.provider.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.workbench.e2e.Launcher;
import dev.workbench.provider.ec2.lab.Ec2Lab;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sample with an aux VM on EC2, through the launcher: bake, run from the image, score, nothing left. */
class Ec2RunIT {
    @TempDir
    private Path state;

    private final Ec2Lab aws = new Ec2Lab();

    @AfterEach
    void close() {
        aws.close();
    }

    @Test
    void aTaskIsBakedRunAndScoredAndOnlyItsImageStays() throws Exception {
        var result = Launcher.with(state)
                .with(aws.variables())
                .run(
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
