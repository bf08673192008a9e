package dev.workbench.family.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyListingTest {
    @TempDir
    Path temporary;

    @Test
    void theKeyOfASmallTreeIsThisOne() throws IOException {
        var root = temporary.toRealPath();
        Files.createDirectories(root.resolve("assets/empty"));
        Files.writeString(root.resolve("assets/ünï code"), "ü\n");
        Files.writeString(root.resolve("a.py"), "");
        Files.writeString(root.resolve("a-b"), "x");
        Files.setPosixFilePermissions(root.resolve("a.py"), PosixFilePermissions.fromString("rwx--x---"));
        Files.createSymbolicLink(root.resolve("link"), Path.of("assets/ünï code"));

        var listing = KeyListing.of("test")
                .value("base", "sha256:ab\ncd")
                .tree("family", ContentScanner.ofFamily().scan(root))
                .build();

        assertThat(listing.text()).isEqualTo("""
                        workbench-key 1 4:test
                        base 12:sha256:ab\\ncd
                        family.count 1:6
                        family/ file 3:a-b 0644 1 2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881
                        family/ file 4:a.py 0755 0 e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
                        family/ dir 6:assets
                        family/ dir 12:assets/empty
                        family/ file 17:assets/ünï code 0644 3 599c7c0c70071ddf9568a4b07213a61a06ddb301f494a3477c69aaf04c1ad1cd
                        family/ link 4:link 17:assets/ünï code
                        """);
        assertThat(listing.key()).isEqualTo("sha256:4fc0c5a34a6a9ce6a4e3d5b7168af52397ba561ded535f6f9f9c2ac2ef0e0799");
    }

    @Test
    void aKeptListingIsTheSameListing() {
        var listing = KeyListing.of("vm-image").values("step", List.of("a", "")).build();

        assertThat(KeyListing.parse(listing.text()).key()).isEqualTo(listing.key());
    }

    @Test
    void differencesAreNamed() {
        var before = KeyListing.of("k")
                .value("base", "one")
                .tree(
                        "f",
                        ContentListing.of(List.of(
                                new ContentEntry.File("a b/run me", false, 1, "1".repeat(64)),
                                new ContentEntry.Directory("gone"),
                                new ContentEntry.File("same", false, 1, "1".repeat(64)),
                                new ContentEntry.Link("turned", "x"))))
                .build();
        var after = KeyListing.of("k")
                .value("base", "two")
                .tree(
                        "f",
                        ContentListing.of(List.of(
                                new ContentEntry.File("a b/run me", true, 1, "1".repeat(64)),
                                new ContentEntry.File("new\nline", false, 1, "1".repeat(64)),
                                new ContentEntry.File("same", false, 1, "1".repeat(64)),
                                new ContentEntry.Directory("turned"))))
                .build();

        assertThat(before.differences(before)).isEmpty();
        assertThat(before.differences(after))
                .containsExactly(
                        difference("base", "3:one", "3:two"),
                        difference("f/a b/run me", "file 0644 1 " + "1".repeat(64), "file 0755 1 " + "1".repeat(64)),
                        difference("f/gone", "dir", null),
                        difference("f/turned", "link 1:x", "dir"),
                        difference("f/new\\nline", null, "file 0644 1 " + "1".repeat(64)));
    }

    @Test
    void aRepeatedValueIsToldApartByItsNumber() {
        var before = KeyListing.of("k").values("step", List.of("a", "b")).build();
        var after = KeyListing.of("k").values("step", List.of("a", "c")).build();

        assertThat(before.differences(after)).containsExactly(difference("step (2)", "1:b", "1:c"));
    }

    @Test
    void differentInputsNeverMakeTheSameListing() {
        var texts = List.of(
                "",
                "a",
                "a\nb 1:c",
                "a\\nb",
                "\\",
                "\\\\",
                "1:a",
                "a 1:b",
                "\u007f",
                "\\x7f",
                "\r",
                "é",
                "e\u0301",
                "x".repeat(1000),
                "x".repeat(1001),
                "1001#" + "0".repeat(64));
        var seen = new HashSet<String>();
        for (var one : texts) {
            for (var two : texts) {
                var entries = List.of(new ContentEntry.Link("p" + one, two));
                assertThat(seen.add(KeyListing.of("k")
                                .value("n", one)
                                .value("n", two)
                                .build()
                                .key()))
                        .isTrue();
                assertThat(seen.add(KeyListing.of("k")
                                .values("n", List.of(one, two))
                                .build()
                                .key()))
                        .isTrue();
                assertThat(seen.add(KeyListing.of("k")
                                .tree("n", ContentListing.of(entries))
                                .build()
                                .key()))
                        .isTrue();
                assertThat(KeyListing.of("k")
                                .value("n", one)
                                .value("n", two)
                                .build()
                                .text()
                                .lines())
                        .hasSize(3);
            }
        }
    }

    @Test
    void aLongTextIsListedByItsHash() {
        assertThat(KeyListing.of("k")
                        .value("commands", "x".repeat(100_000))
                        .build()
                        .text())
                .isEqualTo("workbench-key 1 1:k\ncommands 100000#%s\n".formatted(Sha256.hex("x".repeat(100_000))));
    }

    private static KeyListing.Difference difference(String what, @Nullable String before, @Nullable String after) {
        return new KeyListing.Difference(what, Optional.ofNullable(before), Optional.ofNullable(after));
    }
}
