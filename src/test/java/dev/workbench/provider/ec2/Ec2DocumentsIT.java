package dev.workbench.provider.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workbench.e2e.ChangingText;
import dev.workbench.e2e.Shell;
import dev.workbench.e2e.Shown;
import dev.workbench.provider.ec2.lab.Ec2Lab;
import dev.workbench.provider.ec2.lab.Estate;
import dev.workbench.provider.ec2.lab.ParameterStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands about AWS that the documents show, run in the test lab, print what is shown. */
class Ec2DocumentsIT {
    private static final String PARAMETERS = "/aws/service/debian/release/12/latest/";

    @TempDir
    private Path directory;

    private final Ec2Lab aws = new Ec2Lab();
    private final ParameterStore parameters = new ParameterStore();

    @AfterEach
    void close() {
        parameters.close();
        aws.close();
    }

    private Shell shell() {
        return Shell.in(directory, directory.resolve("state"))
                .with(aws.variables())
                .with(Map.of("AWS_ENDPOINT_URL_SSM", parameters.url()));
    }

    @Test
    void whatHasMoved() throws Exception {
        var example = Shown.of("workbench vm images outdated");
        parameters.publish(PARAMETERS + "amd64", Estate.OLDER_DEBIAN);
        assertThat(shell().run(Shown.of("workbench vm images outdated --update").command())
                        .exit())
                .isZero();
        parameters.publish(PARAMETERS + "amd64", Estate.DEBIAN);

        var run = shell().run(example.command());

        assertThat(run.exit()).as(run.err()).isEqualTo(1);
        assertThat(ChangingText.isAmong(example.output(), run.out()))
                .as(run.out())
                .isTrue();
    }

    @Test
    void whatIsLeft() throws Exception {
        var example = Shown.of("./workbench vm reap --dry-run");
        var expired = Instant.now().minus(Duration.ofHours(43)).minusSeconds(60);
        var estate = new Estate(aws);
        estate.environment("me@host", "web-attack-5kq2fa", expired);
        var live =
                estate.environment("me@host", "web-attack-live22", Instant.now().plusSeconds(3600));
        estate.bakedImage("me@host", "sha256:" + "ab".repeat(32), String.valueOf(live.get("instance")));

        var run = shell().run(example.command().replace("./", "") + " --owner me@host");

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(ChangingText.isAmong(example.output(), run.out()))
                .as(run.out())
                .isTrue();
    }
}
