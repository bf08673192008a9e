package dev.workbench.e2e;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Collectors;

/** Families of one task, {@code main}, whose VM has build steps. */
final class FamilyToBake {
    private static final ObjectMapper JSON = new ObjectMapper();

    private FamilyToBake() {}

    /**
     * Writes the family, or writes it again.
     *
     * @param steps shell steps, one command in a line
     */
    static Path write(Path family, String... steps) throws IOException {
        Files.createDirectories(family);
        Files.writeString(
                family.resolve("manifest.yaml"),
                """
                tasks:
                  main:
                    instructions: Do it.
                    aux_vm:
                      build_steps:
                """ + Arrays.stream(steps).map(FamilyToBake::step).collect(Collectors.joining()));
        return family;
    }

    /** A step that no bake has seen before, so that no image has it. */
    static String unseen() {
        return "echo " + UUID.randomUUID() + " >stamp";
    }

    private static String step(String commands) {
        try {
            return "        - {type: shell, commands: "
                    + JSON.writeValueAsString(commands.lines().toList()) + "}\n";
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
