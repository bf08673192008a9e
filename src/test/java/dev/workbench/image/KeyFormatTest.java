package dev.workbench.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.workbench.error.WorkbenchException;
import dev.workbench.family.Architecture;
import dev.workbench.family.BuildStep;
import dev.workbench.family.TaskFamily;
import dev.workbench.family.VmSpec;
import dev.workbench.family.content.KeyListing;
import dev.workbench.vm.Machine;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The key format as {@code key-format-1.md} has it: fixed inputs, fixed listings, fixed keys. */
class KeyFormatTest {
    private static final Machine MACHINE = new Machine(Architecture.X64, 2, 2);
    private static final BuildStep COPY = new BuildStep.File("assets", "/opt");

    @TempDir
    private Path temporary;

    private Path family;

    @BeforeEach
    void makeFamily() throws IOException {
        family = Files.createDirectory(temporary.toRealPath().resolve("family"));
    }

    @Test
    void theDocumentsListingAndKeyAreThose() throws IOException {
        write(family, "assets/setup.sh", "#!/bin/sh\n");
        mode(family.resolve("assets/setup.sh"), "rwxr-xr-x");
        Files.createDirectory(family.resolve("assets/sub"));
        Files.createSymbolicLink(family.resolve("assets/sub/link"), Path.of("../setup.sh"));
        var listing = listing(
                family, "debian-12 from x", COPY, new BuildStep.Shell(List.of("sudo /opt/setup.sh", "echo \\\tü")));
        var documented = documentedBlocks();
        assertThat(listing.text()).isEqualTo(documented.get(documented.size() - 2));
        assertThat(listing.key() + "\n").isEqualTo(documented.getLast());
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-steps", "awkward-names", "shell-texts", "single-file"})
    void theVectorsHold(String name) throws IOException {
        var listing = listing(family, "base " + name, steps(name));
        assertThat(listing.text()).isEqualTo(resource("key-vectors/" + name + ".listing"));
        assertThat(listing.key())
                .isEqualTo(resource("key-vectors/" + name + ".key").strip());
    }

    private BuildStep[] steps(String name) throws IOException {
        return switch (name) {
            case "no-steps" -> new BuildStep[0];
            case "shell-texts" ->
                new BuildStep[] {
                    new BuildStep.Shell(
                            List.of("a\nb\r\n\t\\", "", "\u0001\u007f", "x".repeat(1000), "x".repeat(1001))),
                    new BuildStep.Shell(List.of("step-1.command 1:a", "größer ☃ 😀"))
                };
            case "single-file" -> {
                write(family, "sub dir/a file", "content\n");
                yield new BuildStep[] {new BuildStep.File("sub dir/a file", "b")};
            }
            case "awkward-names" -> {
                for (var file : List.of("a b", "new\nline", "ünï", "\uffee", "😀", "A", "a", "z/\\", "__pycache__/x")) {
                    write(family, "assets/" + file, file);
                }
                Files.createDirectories(family.resolve("assets/empty/empty"));
                yield new BuildStep[] {COPY};
            }
            default -> throw new IllegalArgumentException(name);
        };
    }

    @Test
    void hardLinksAreFilesOfTheirOwn() throws IOException {
        write(family, "assets/a", "x");
        Files.createLink(family.resolve("assets/b"), family.resolve("assets/a"));
        var other = temporary.toRealPath().resolve("other");
        write(other, "assets/b", "x");
        write(other, "assets/a", "x");
        assertThat(key(family)).isEqualTo(key(other));
    }

    @Test
    void aCheckoutUnderAnotherUmaskHasTheSameKey() throws IOException {
        fill(family, 20);
        var before = key(family);
        for (var rights : List.of("rw-------", "rw-rw-rw-", "r--r--r--")) {
            for (var i = 0; i < 20; i++) {
                mode(family.resolve("assets/d" + i % 3 + "/f" + i), rights);
            }
            mode(family.resolve("assets"), rights.startsWith("rw-rw") ? "rwxrwxrwx" : "rwx------");
            assertThat(key(family)).as(rights).isEqualTo(before);
        }
        mode(family.resolve("assets/d0/f0"), "rwx------");
        assertThat(key(family)).isNotEqualTo(before);
    }

    @Test
    void tenThousandFilesMadeInAnyOrderAnywhereHaveTheSameKey() throws IOException {
        var other = Files.createDirectories(temporary.toRealPath().resolve("elsewhere/deep er"));
        fill(family, 10_000);
        var order = new ArrayList<Integer>();
        for (var i = 0; i < 10_000; i++) {
            order.add(i);
        }
        Collections.shuffle(order, new Random(1));
        for (var i : order) {
            write(other, "assets/d" + i % 3 + "/f" + i, "content " + i);
        }
        assertThat(key(other)).isEqualTo(key(family));
        write(other, "assets/d0/f9999", "content 9999!");
        assertThat(key(other)).isNotEqualTo(key(family));
    }

    @Test
    void aFileOfHolesIsReadAsZeros() throws IOException {
        Files.createDirectories(family.resolve("assets"));
        var size = 300L << 20;
        try (var file = new RandomAccessFile(family.resolve("assets/holes").toFile(), "rw")) {
            file.setLength(size);
        }
        assertThat(listing(family, "b", COPY).text())
                .contains("file 5:holes 0644 314572800 "
                        + "17a88af83717f68b8bd97873ffcf022c8aed703416fe9b08e0fa9e3287692bf0\n");
    }

    @Test
    void aSocketIsRefused() throws IOException {
        write(family, "assets/a", "x");
        try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(family.resolve("assets/s")));
            assertThatThrownBy(() -> key(family))
                    .isInstanceOf(WorkbenchException.class)
                    .hasMessage("a socket, a pipe or a device cannot be copied");
        }
    }

    @Test
    void aLinkThatLeadsOutsideIsRefusedAndOneInsideIsNotFollowed() throws IOException {
        write(family, "assets/a", "x");
        Files.createSymbolicLink(family.resolve("assets/inside"), Path.of("a"));
        var before = key(family);
        write(family, "assets/a", "x");
        assertThat(key(family)).isEqualTo(before);
        Files.createSymbolicLink(family.resolve("assets/outside"), Path.of("../../family"));
        assertThatThrownBy(() -> key(family))
                .isInstanceOf(WorkbenchException.class)
                .hasMessageContaining("leads outside of what is copied");
    }

    private List<String> documentedBlocks() throws IOException {
        var blocks = new ArrayList<String>();
        var block = new StringBuilder();
        for (var line : (documentText() + "\n.").lines().toList()) {
            if (line.startsWith("    ")) {
                block.append(line.substring(4)).append('\n');
            } else if (!block.isEmpty()) {
                blocks.add(block.toString());
                block.setLength(0);
            }
        }
        return blocks;
    }

    private static String documentText() throws IOException {
        try (var in = ImageKey.class.getResourceAsStream("key-format-1.md")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String resource(String name) throws IOException {
        try (var in = KeyFormatTest.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void fill(Path family, int files) throws IOException {
        for (var i = 0; i < files; i++) {
            write(family, "assets/d" + i % 3 + "/f" + i, "content " + i);
        }
    }

    private static void write(Path family, String path, String content) throws IOException {
        var file = family.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private static void mode(Path path, String permissions) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }

    private static String key(Path family) {
        return listing(family, "base", COPY).key();
    }

    private static KeyListing listing(Path directory, String base, BuildStep... steps) {
        var family = new TaskFamily("fam", directory, Optional.empty(), Optional.empty());
        var spec = new VmSpec(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), "debian-12", List.of(steps));
        return ImageKey.listing(
                "qemu",
                base,
                Recipe.of(family, "main", spec, MACHINE, family.directory().resolveSibling("hashes")));
    }
}
