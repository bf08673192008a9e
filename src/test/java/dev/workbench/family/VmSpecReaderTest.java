package dev.workbench.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.workbench.error.ExitCode;
import dev.workbench.error.WorkbenchException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VmSpecReaderTest {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    @TempDir
    Path temporary;

    Path family;

    @BeforeEach
    void makeFamily() throws IOException {
        family = temporary.toRealPath();
        Files.writeString(family.resolve("setup.sh"), "echo\n");
    }

    @Test
    void readsWhatPythonReturned() {
        assertThat(read("""
                        {"cpu_count_range": [4, 4], "ram_gib_range": [16, 32.0], "cpu_architecture": "arm64",
                         "gpu_spec": {"count_range": [1, 2], "model": "a10"}, "base_image_type": "ubuntu-20.04-cuda",
                         "build_steps": [{"type": "file", "source": "setup.sh", "destination": "/home/ubuntu/setup.sh"},
                                         {"type": "shell", "commands": ["a", "b\\n'${x}'"]}]}
                        """))
                .isEqualTo(new VmSpec(
                        Optional.of(new Range(4, 4)),
                        Optional.of(new Range(16, 32)),
                        Optional.of(Architecture.ARM64),
                        Optional.of(new GpuSpec(new Range(1, 2), "a10")),
                        "ubuntu-20.04-cuda",
                        List.of(
                                new BuildStep.File("setup.sh", "/home/ubuntu/setup.sh"),
                                new BuildStep.Shell(List.of("a", "b\n'${x}'")))));
    }

    @Test
    void noneCountsAsAbsent() {
        var nothing = new VmSpec(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), "debian-12", List.of());

        assertThat(read("{}")).isEqualTo(nothing);
        assertThat(read("""
                        {"cpu_count_range": null, "ram_gib_range": null, "cpu_architecture": null, "gpu_spec": null,
                         "base_image_type": null, "build_steps": null}
                        """)).isEqualTo(nothing);
    }

    @Test
    void theOldNameOfTheBaseImageIsUnderstood() {
        assertThat(read("{\"os\": \"debian-12\"}").baseImage()).isEqualTo("debian-12");
        assertThat(failure("{\"os\": \"debian-12\", \"base_image_type\": \"debian-12\"}")
                        .message())
                .isEqualTo("unknown key 'os'");
    }

    @Test
    void problemsNameTheMethodThatReturnedTheSpec() {
        var failure = failure("{\"cpu_count_range\": [4, 2]}");

        assertThat(failure.exit()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(failure.code()).isEqualTo("bad_vm_spec");
        assertThat(failure.message()).isEqualTo("cpu_count_range must be [least, most], but 4 is more than 2");
        assertThat(failure.place()).hasValue("get_aux_vm_spec(main)");
    }

    @Test
    void allProblemsAreToldTogether() {
        var failure = failure("""
                {"cpu_count": [1, 2], "ram_gib_range": [NaN, 1e400], "build_steps": [{"type": "file", "source": "../x",
                 "destination": ""}]}
                """);

        assertThat(failure.message()).isEqualTo("5 problems in get_aux_vm_spec(main)");
        assertThat(failure.details().orElseThrow().lines())
                .containsExactly(
                        "get_aux_vm_spec(main): unknown key 'cpu_count' (did you mean 'cpu_count_range'?)",
                        "get_aux_vm_spec(main): ram_gib_range[0] must be a whole number of GiB from 1 to 32768, not the text 'NaN'",
                        "get_aux_vm_spec(main): ram_gib_range[1] must be a whole number of GiB from 1 to 32768, not the text 'Infinity'",
                        "get_aux_vm_spec(main): build_steps[0].destination is empty",
                        "get_aux_vm_spec(main): build_steps[0].source '../x' is outside the family directory"
                                + " (copy what the step needs into the family directory)");
    }

    @Test
    void whatIsNoMappingIsRefused() {
        assertThat(failure("[1]").message()).isEqualTo("the document must be a mapping, not a list");
        assertThat(failure("\"debian-12\"").message())
                .isEqualTo("the document must be a mapping, not the text 'debian-12'");
    }

    private VmSpec read(String json) {
        try {
            return VmSpecReader.read(JSON.readTree(json), "main", family);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private WorkbenchException failure(String json) {
        var failure = catchThrowableOfType(WorkbenchException.class, () -> read(json));
        assertThat(failure).isNotNull();
        return failure;
    }
}
