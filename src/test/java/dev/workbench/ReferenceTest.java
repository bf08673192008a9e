package dev.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** {@code src/docs/reference.md} is what the code says; {@code -Dreference.refresh} writes it. */
class ReferenceTest {
    @Test
    void thePageInTheRepositoryIsThatOfTheCode() throws IOException {
        var file = Path.of("src/docs/reference.md");
        var text = Reference.text();
        if (Boolean.getBoolean("reference.refresh")) {
            Files.writeString(file, text);
        }
        assertThat(file)
                .as("refresh with: ./mvnw test -Dtest=ReferenceTest -Dreference.refresh=true")
                .hasContent(text);
    }
}
