package dev.workbench.json;

import dev.workbench.home.WholeFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Results that can be found out again, each in a JSON file of its own. One that is missing or damaged is not there; that one
 * cannot be kept is no failure.
 *
 * @param directory where the files are; it may be missing
 */
public record JsonCache(Path directory) {
    public <T> Optional<T> find(String name, Class<T> type) {
        try {
            return Optional.ofNullable(Json.read(file(name), type));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    public void keep(String name, Object value) {
        try {
            WholeFile.write(file(name), out -> out.write(Json.mapper().writeValueAsBytes(value)));
        } catch (IOException e) {
            System.getLogger(JsonCache.class.getName())
                    .log(System.Logger.Level.DEBUG, "a result is not kept for the next time", e);
        }
    }

    private Path file(String name) {
        return directory.resolve(name + ".json");
    }
}
