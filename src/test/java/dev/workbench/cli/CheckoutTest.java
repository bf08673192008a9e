package dev.workbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckoutTest {
    @TempDir
    Path temporary;

    @Test
    void isTheRepositoryAroundADirectoryUnlessTheJobSaysMore() throws IOException {
        var outer = temporary.toRealPath();
        var repository = Files.createDirectories(outer.resolve("repository"));
        var below = Files.createDirectories(repository.resolve("a/b"));
        Files.writeString(repository.resolve(".git"), "gitdir: elsewhere");

        assertThat(Checkout.root(Map.of(), below)).isEqualTo(repository);
        assertThat(Checkout.root(Map.of("GITHUB_WORKSPACE", outer.toString()), below))
                .isEqualTo(outer);
        assertThat(Checkout.root(Map.of("GITHUB_WORKSPACE", "/elsewhere"), below))
                .isEqualTo(repository);
    }
}
