package dev.workbench.base;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RecipeTest {
    private static Recipe recipe(Map<String, byte[]> files) {
        return new Recipe("tools", "workbench/tools", "tools image", "a.sh", files);
    }

    @Test
    void theKeyIsThatOfTheContentAndThePaths() {
        var key = recipe(Map.of("a.sh", "x".getBytes(UTF_8), "b", "y".getBytes(UTF_8)))
                .key();
        assertThat(recipe(Map.of("b", "y".getBytes(UTF_8), "a.sh", "x".getBytes(UTF_8)))
                        .key())
                .isEqualTo(key);
        assertThat(recipe(Map.of("a.sh", "xb".getBytes(UTF_8), "", "y".getBytes(UTF_8)))
                        .key())
                .isNotEqualTo(key);
        assertThat(recipe(Map.of("a.sh", "x".getBytes(UTF_8), "b", "z".getBytes(UTF_8)))
                        .key())
                .isNotEqualTo(key);
    }

    @Test
    void theTagIsTheKeysBeginning() {
        var recipe = recipe(Map.of());
        assertThat(recipe.reference())
                .isEqualTo("workbench/tools:" + recipe.key().substring(0, 12));
    }
}
