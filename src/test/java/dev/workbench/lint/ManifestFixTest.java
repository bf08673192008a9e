package dev.workbench.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workbench.family.FamilyLoader;
import dev.workbench.family.TaskFamily;
import dev.workbench.family.VmSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestFixTest {
    @TempDir
    private Path temporary;

    private Path family;

    @BeforeEach
    void makeFamily() throws IOException {
        family = Files.createDirectory(temporary.toRealPath().resolve("fam"));
    }

    @Test
    void commandsAreFixedInPlaceAndAllElseStays() throws IOException {
        var manifest = manifest("""
                          - python x.py   # stays
                          - "pip install 'a b'"
                          - 'sudo apt-get update'
                          - |
                            set -e
                            python y.py
                            sudo apt-get install jq
                """);
        assertThat(ManifestFix.apply(manifest, "main", spec())).isEqualTo(4);
        assertThat(Files.readString(manifest)).endsWith("""
                          - python3 x.py   # stays
                          - "python3 -m pip install 'a b'"
                          - 'sudo apt-get update -o DPkg::Lock::Timeout=600'
                          - |
                            set -e
                            python3 y.py
                            sudo DEBIAN_FRONTEND=noninteractive apt-get install -y -o DPkg::Lock::Timeout=600 jq
                """);
        assertThat(TaskLint.check(load(), "main", spec()))
                .extracting(TaskLint.Advice::rule)
                .containsExactly("apt-cloud-init", "apt-unattended-upgrades");
        assertThat(family).isDirectoryNotContaining("glob:**.draft");
    }

    @Test
    void whatIsNotWrittenAsItIsMeantIsLeftToPeople() throws IOException {
        var manifest = manifest("""
                          - "python \\x41"
                          - >
                            pip
                            install x
                """);
        var before = Files.readString(manifest);
        ManifestFix.apply(manifest, "main", spec());
        assertThat(Files.readString(manifest)).contains("\\x41").isNotEmpty();
        assertThat(load().manifest()).isPresent();
        assertThat(before).contains("python");
    }

    @Test
    void placesAreThoseOfTheManifest() throws IOException {
        var manifest = manifest("          - python x.py\n");
        assertThat(TaskLint.check(load(), "main", spec()))
                .extracting(TaskLint.Advice::place)
                .containsExactly(manifest + ":8:13");
    }

    private Path manifest(String commands) throws IOException {
        return Files.writeString(family.resolve("manifest.yaml"), """
                tasks:
                  main:
                    instructions: x
                    aux_vm:
                      build_steps:
                        - type: shell
                          commands:
                """ + commands);
    }

    private TaskFamily load() {
        return FamilyLoader.load(family);
    }

    private VmSpec spec() {
        return load().manifest()
                .orElseThrow()
                .task("main")
                .orElseThrow()
                .auxVm()
                .orElseThrow();
    }
}
