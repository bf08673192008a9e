package dev.workbench.validate;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * What the syntax tree of a Python file tells; see {@code outline.py}.
 *
 * @param hasClass whether the module gets the name {@code TaskFamily}, by a class statement or otherwise
 * @param tasks the tasks, absent when code computes them
 */
public record Outline(
        Optional<Broken> error,
        boolean hasClass,
        @JsonProperty("class") Optional<TaskFamilyClass> family,
        List<Text> strings,
        List<Call> calls,
        Optional<List<Task>> tasks) {

    /** Why the file does not parse. */
    public record Broken(String message, int line, int column) {}

    /** @param bases whether members may come from elsewhere */
    public record TaskFamilyClass(int line, int column, boolean bases, List<Member> members) {
        public Optional<Member> member(String name) {
            return members.stream().filter(each -> each.name().equals(name)).findFirst();
        }

        public boolean has(String name) {
            return member(name).isPresent();
        }
    }

    /**
     * A method or an attribute.
     *
     * @param least how many positional arguments it needs; absent when a decorator decides
     * @param most how many it takes; absent for any number, or when a decorator decides
     * @param value what it is or returns, where that can be told
     */
    public record Member(
            String name,
            String kind,
            int line,
            int column,
            @JsonProperty("static") boolean isStatic,
            boolean classMethod,
            @JsonProperty("async") boolean isAsync,
            Optional<Integer> least,
            Optional<Integer> most,
            JsonNode value) {
        private static final String UNKNOWN = "?";

        public boolean isFunction() {
            return kind.equals("function");
        }

        /** Whether nothing of the value is unknown. */
        public boolean hasKnownValue() {
            return known(value);
        }

        private static boolean known(JsonNode node) {
            return !node.has(UNKNOWN) && node.valueStream().allMatch(Member::known);
        }
    }

    /** @param scope the function that it stands in, or empty */
    public record Text(String text, int line, int column, String scope) {}

    /** @param name the last word of what is called */
    public record Call(String name, int line, int column, String scope) {}

    public record Task(String name, int line, int column) {}
}
