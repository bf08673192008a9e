package dev.workbench.image;

import dev.workbench.family.content.ContentEntry;
import java.util.List;
import java.util.Map;

/** A build step as the listing of an image has it. */
sealed interface ListedStep {
    record Shell(List<String> commands) implements ListedStep {}

    /** @param content what is copied, by path below {@code source}, which a single file is itself */
    record File(String source, String destination, boolean directory, Map<String, ContentEntry> content)
            implements ListedStep {
        /** The path of an entry, in the family. */
        String path(String entry) {
            var folder = source.endsWith("/") ? source : source + "/";
            return !directory ? source : source.equals(".") ? entry : folder + entry;
        }
    }

    /** As messages name it. */
    default String title() {
        return switch (this) {
            case Shell shell ->
                "shell: "
                        + shell.commands().stream()
                                .findFirst()
                                .map(Wording::quoted)
                                .orElse("nothing");
            case File file -> "file: " + file.source() + " → " + file.destination();
        };
    }

    /** Whether a step is likely this one, changed. */
    default boolean alike(ListedStep later) {
        return switch (this) {
            case Shell was ->
                later instanceof Shell is
                        && (was.commands().size() == 1
                                || is.commands().size() == 1
                                || was.commands().stream().anyMatch(is.commands()::contains));
            case File was ->
                later instanceof File is
                        && (was.source().equals(is.source())
                                || was.destination().equals(is.destination())
                                || (!was.content().isEmpty() && was.content().equals(is.content())));
        };
    }
}
