package dev.workbench.family.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
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
}
