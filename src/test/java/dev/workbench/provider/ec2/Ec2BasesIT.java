package dev.workbench.provider.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.workbench.e2e.Launcher;
import dev.workbench.provider.ec2.lab.Ec2Lab;
import dev.workbench.provider.ec2.lab.Estate;
import dev.workbench.provider.ec2.lab.ParameterStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Base images are what their publishers say, stay what the lock file says, and move when they are told to. */
class Ec2BasesIT {
    private static final String PARAMETER = "/aws/service/debian/release/12/latest/amd64";
    private static final String SOMEBODYS = "ami-0badbadbadbadbad0";

    @TempDir
    private Path directory;

    private final Ec2Lab aws = new Ec2Lab();
    private final ParameterStore parameters = new ParameterStore();

    @AfterEach
    void close() {
        parameters.close();
        aws.close();
    }

    private record Result(int exit, JsonNode json, String err) {
        JsonNode x64() {
            for (var base : json.path("bases")) {
                if (base.path("architecture").asText().equalsIgnoreCase("x64")
                        && base.path("base").asText().equals("debian-12")) {
                    return base;
                }
            }
            throw new AssertionError(json + err);
        }
    }

    private Result outdated(String... words) throws Exception {
        var command = new ArrayList<>(List.of("vm", "images", "outdated", "-o", "json"));
        command.addAll(List.of(words));
        var result = Launcher.with(directory.resolve("state"))
                .in(directory)
                .with(aws.variables())
                .with(Map.of("AWS_ENDPOINT_URL_SSM", parameters.url()))
                .run(command.toArray(String[]::new));
        return new Result(result.exit(), new ObjectMapper().readTree(result.out()), result.err());
    }

    @Test
    void aBaseMovesWhenItIsToldToAndTheDirectoryKeepsIt() throws Exception {
        parameters.publish(PARAMETER, Estate.OLDER_DEBIAN);
        var locked = outdated("debian-12", "--update", "--here");
        assertThat(locked.exit()).as(locked.err()).isZero();
        assertThat(locked.x64().path("newest").asText()).isEqualTo("debian-12-amd64-20251001-1900");
        assertThat(locked.x64().path("source").asText()).isEqualTo(PARAMETER);
        var file = directory.resolve("workbench.lock");
        assertThat(file).content().contains("debian-12-amd64-20251001-1900", Estate.OLDER_DEBIAN);

        assertThat(outdated().exit()).isZero();
        var before = Files.readString(file);
        parameters.publish(PARAMETER, Estate.DEBIAN);
        var moved = outdated();
        assertThat(moved.exit()).isEqualTo(1);
        assertThat(moved.x64().path("locked").asText()).isEqualTo("debian-12-amd64-20251001-1900");
        assertThat(moved.x64().path("newest").asText()).isEqualTo("debian-12-amd64-20260101-1980");
        assertThat(file).content().isEqualTo(before);

        assertThat(outdated("--update").exit()).isZero();
        assertThat(file).content().contains(Estate.DEBIAN).doesNotContain(Estate.OLDER_DEBIAN);
        assertThat(outdated().exit()).isZero();
        assertThat(directory.resolve("state/workbench/workbench.lock")).doesNotExist();
    }

    /** The publisher's own newest image is taken then, and never the newer one that somebody else named like it. */
    @Test
    void whereNoParameterSaysSoOrPointsElsewhereThePublishersAccountDecides() throws Exception {
        parameters.publish(PARAMETER, SOMEBODYS);
        var locked = outdated("debian-12", "ubuntu-20.04-cuda", "--update");
        assertThat(locked.exit()).as(locked.err()).isZero();
        assertThat(locked.x64().path("newest").asText()).isEqualTo("debian-12-amd64-20260101-1980");
        assertThat(locked.x64().path("source").asText()).contains("by name");
        assertThat(directory.resolve("state/workbench/workbench.lock"))
                .content()
                .contains("Deep Learning Base OSS Nvidia Driver GPU AMI (Ubuntu 20.04) 20250601")
                .doesNotContain(SOMEBODYS);
    }

    @Test
    void aLockFileThatCannotBeReadIsSaidAndNotReplaced() throws Exception {
        Files.writeString(directory.resolve("workbench.lock"), "{}");
        var refused = outdated("--update");
        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.json().path("error").path("code").asText()).isEqualTo("bad_lock");
        assertThat(directory.resolve("workbench.lock")).content().isEqualTo("{}");
    }
}
