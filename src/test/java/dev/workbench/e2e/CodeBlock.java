package dev.workbench.e2e;

import java.util.ArrayList;
import java.util.List;

/**
 * A block of code of a Markdown text, fenced or indented.
 *
 * @param language what the fence says; empty without a fence
 * @param text without the indentation
 */
record CodeBlock(String language, String text) {
    private static final String FENCE = "```";
    private static final String INDENT = "    ";

    static List<CodeBlock> of(String markdown) {
        var blocks = new ArrayList<CodeBlock>();
        var lines = markdown.lines().toList();
        for (int index = 0; index < lines.size(); index++) {
            var rest = lines.subList(index, lines.size());
            var first = rest.getFirst();
            if (first.startsWith(FENCE)) {
                var inside = rest.stream()
                        .skip(1)
                        .takeWhile(line -> !line.startsWith(FENCE))
                        .toList();
                blocks.add(new CodeBlock(first.substring(FENCE.length()).strip(), String.join("\n", inside)));
                index += inside.size() + 1;
            } else if (first.startsWith(INDENT)) {
                var inside = rest.stream()
                        .takeWhile(line -> line.startsWith(INDENT))
                        .map(line -> line.substring(INDENT.length()))
                        .toList();
                blocks.add(new CodeBlock("", String.join("\n", inside)));
                index += inside.size() - 1;
            }
        }
        return blocks;
    }
}
