package dev.workbench.family;

import dev.workbench.error.WorkbenchException;
import dev.workbench.family.document.Reason;
import dev.workbench.family.document.Utf8;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A file of {@code KEY=value} lines, read as Docker reads its env files.
 *
 * <p>A line is split at its first {@code =}; the value is kept as it is, with quotes and blanks. Lines that are empty or
 * start with {@code #} (after blanks) are skipped. A {@code KEY} alone takes its value from the process environment, or
 * stays unset. Of several lines for a key the last one holds. No message ever contains what stands in the file.
 */
public final class EnvFile {
    private static final int LARGEST = 1 << 20;

    private final Map<String, String> values;

    private EnvFile(Map<String, String> values) {
        this.values = values;
    }

    /** @param process where a key without a value takes it from */
    public static EnvFile read(Path file, Map<String, String> process) {
        var source = file.toString();
        try (var in = Files.newInputStream(file)) {
            var bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw WorkbenchException.badInput("bad_env_file", "the env file is larger than 1 MiB")
                        .at(source);
            }
            return parse(Utf8.decode(bytes, source), source, process);
        } catch (IOException e) {
            throw WorkbenchException.badInput("unreadable_env_file", "cannot read the env file: " + Reason.of(e))
                    .at(source)
                    .causedBy(e);
        }
    }

    static EnvFile parse(String text, String source, Map<String, String> process) {
        var values = new LinkedHashMap<String, String>();
        var number = 0;
        for (var raw : text.split("\n", -1)) {
            number++;
            var line = (raw.endsWith("\r") ? raw.substring(0, raw.length() - 1) : raw).stripLeading();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            var equals = line.indexOf('=');
            var key = equals < 0 ? line.stripTrailing() : line.substring(0, equals);
            checkKey(key, line, source + ":" + number);
            if (equals >= 0) {
                values.put(key, line.substring(equals + 1));
            } else if (process.containsKey(key)) {
                values.put(key, process.getOrDefault(key, ""));
            }
        }
        return new EnvFile(values);
    }

    private static void checkKey(String key, String line, String place) {
        if (key.isEmpty()) {
            throw bad("a variable's name is missing before '='", place, "write KEY=value");
        }
        if (key.startsWith("export ")) {
            throw bad("'export' is not part of an env file", place, "write KEY=value alone");
        }
        if (key.codePoints().anyMatch(Character::isWhitespace)) {
            throw bad(
                    "a variable's name must not contain blanks",
                    place,
                    "write KEY=value without blanks around '='; a value has one line");
        }
        if (line.indexOf('\0') >= 0) {
            throw bad("the line contains a NUL character", place, "an env file is a text file");
        }
    }

    private static WorkbenchException bad(String message, String place, String hint) {
        return WorkbenchException.badInput("bad_env_file", message).at(place).hint(hint);
    }

    public Optional<String> value(String key) {
        return Optional.ofNullable(values.get(key));
    }

    public Set<String> keys() {
        return Set.copyOf(values.keySet());
    }

    /** The keys alone. */
    @Override
    public String toString() {
        return "EnvFile" + values.keySet();
    }
}
