package dev.workbench.image;

import dev.workbench.family.content.ContentEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** What differs between two steps of one kind, in words. */
final class StepChanges {
    private final List<Change> changes = new ArrayList<>();
    private final String step;

    private StepChanges(int number) {
        this.step = "step " + number;
    }

    /** @param number how messages number the step */
    static List<Change> between(ListedStep before, ListedStep after, int number) {
        var found = new StepChanges(number);
        switch (before) {
            case ListedStep.Shell was
            when after instanceof ListedStep.Shell is -> found.commands(was.commands(), is.commands());
            case ListedStep.File was when after instanceof ListedStep.File is -> found.file(was, is);
            default -> throw new IllegalArgumentException("steps of two kinds");
        }
        return found.changes;
    }

    private void commands(List<String> before, List<String> after) {
        for (var pair : Pairs.of(before, after, (_, _) -> true)) {
            switch (pair) {
                case Pairs.Both(int was, int is) -> {
                    if (!before.get(was).equals(after.get(is))) {
                        step(command(is) + " changed: " + Wording.change(before.get(was), after.get(is)));
                    }
                }
                case Pairs.New(int is) -> step(command(is) + " is new: " + Wording.quoted(after.get(is)));
                case Pairs.Gone(int was) -> step(command(was) + " is gone: " + Wording.quoted(before.get(was)));
            }
        }
    }

    private static String command(int index) {
        return "command " + (index + 1);
    }

    private void file(ListedStep.File before, ListedStep.File after) {
        if (!before.source().equals(after.source())) {
            step("source " + Wording.change(before.source(), after.source()));
        }
        if (!before.destination().equals(after.destination())) {
            step("destination " + Wording.change(before.destination(), after.destination()));
        }
        if (before.directory() != after.directory()) {
            step(after.directory() ? "copies a directory, no longer a file" : "copies a file, no longer a directory");
        } else {
            content(before, after);
        }
    }

    private void step(String text) {
        changes.add(new Change(step, step + ": " + text));
    }

    private void content(ListedStep.File before, ListedStep.File after) {
        var renamed = renamed(before.content(), after.content());
        var paths = new LinkedHashSet<>(before.content().keySet());
        paths.addAll(after.content().keySet());
        for (var path : paths) {
            var was = before.content().get(path);
            var is = after.content().get(path);
            if (was == null && is != null) {
                if (!renamed.containsValue(path)) {
                    entry(after.path(path), " is new");
                }
            } else if (is == null && was != null) {
                var name = renamed.get(path);
                entry(before.path(path), name == null ? " is gone" : " is now " + after.path(name));
            } else if (was != null && is != null && !was.equals(is)) {
                entry(after.path(path), changed(was, is));
            }
        }
    }

    private void entry(String path, String text) {
        changes.add(new Change(path, path + text));
    }

    /** Files with the same content and mode under another name: the earlier name to the later. */
    private static Map<String, String> renamed(Map<String, ContentEntry> before, Map<String, ContentEntry> after) {
        var added = new LinkedHashMap<String, String>();
        after.forEach((path, entry) -> {
            if (entry instanceof ContentEntry.File file && file.size() > 0 && !before.containsKey(path)) {
                added.putIfAbsent(file.mode() + file.sha256(), path);
            }
        });
        var renamed = new LinkedHashMap<String, String>();
        before.forEach((path, entry) -> {
            if (entry instanceof ContentEntry.File file && !after.containsKey(path)) {
                var name = added.remove(file.mode() + file.sha256());
                if (name != null) {
                    renamed.put(path, name);
                }
            }
        });
        return renamed;
    }

    private static String changed(ContentEntry before, ContentEntry after) {
        if (before instanceof ContentEntry.File was && after instanceof ContentEntry.File is) {
            var content = was.sha256().equals(is.sha256()) ? "" : " changed";
            return was.mode() == is.mode()
                    ? content
                    : content + (content.isEmpty() ? ": mode " : "; mode ") + mode(was) + " → " + mode(is);
        }
        if (before instanceof ContentEntry.Link was && after instanceof ContentEntry.Link is) {
            return " links to " + Wording.change(was.target(), is.target());
        }
        return " was a " + kind(before) + " and is a " + kind(after);
    }

    private static String mode(ContentEntry.File file) {
        return Integer.toOctalString(file.mode());
    }

    private static String kind(ContentEntry entry) {
        return switch (entry) {
            case ContentEntry.Directory _ -> "directory";
            case ContentEntry.File _ -> "file";
            case ContentEntry.Link _ -> "symbolic link";
        };
    }
}
