package dev.workbench.family;

import dev.workbench.family.document.Quoted;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What new families are to be called: in snake_case, and not like a module that Python has already. */
public final class FamilyNames {
    private static final Pattern SNAKE_CASE = Pattern.compile("[a-z][a-z0-9]*(_[a-z0-9]+)*");

    private FamilyNames() {}

    public static boolean isSnakeCase(String name) {
        return SNAKE_CASE.matcher(name).matches();
    }

    /** Whether {@code import name} would be a syntax error, or find another module than the family's. */
    public static boolean isTakenInPython(String name) {
        return Taken.NAMES.contains(name);
    }

    /** Why a name is no good, if it is not. */
    public static Optional<String> complaint(String name) {
        if (!isSnakeCase(name)) {
            return Optional.of(
                    "the name " + Quoted.of(name) + " is not in snake_case: small letters, digits and single '_'");
        }
        return isTakenInPython(name)
                ? Optional.of("Python itself has a word or a module " + Quoted.of(name))
                : Optional.empty();
    }

    private static final class Taken {
        private static final Set<String> NAMES = read();

        private static Set<String> read() {
            try (InputStream in = Objects.requireNonNull(FamilyNames.class.getResourceAsStream("python-names.txt"))) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .collect(Collectors.toUnmodifiableSet());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
