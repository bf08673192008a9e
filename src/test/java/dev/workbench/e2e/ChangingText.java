package dev.workbench.e2e;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** What differs in a line of output from run to run: ids, keys, dates, times, sizes, prices, counts, the columns' widths. */
public final class ChangingText {
    private static final Pattern CHANGING = Pattern.compile(String.join(
            "|",
            "(?<key>sha256:[0-9a-f]{12})",
            "(?<aws>(?<=\\b(?:i|sg|key)-)[0-9a-f]{15,17}\\b)",
            "(?<date>\\b\\d{4}-\\d\\d-\\d\\d\\b)",
            "(?<id>-[a-z2-7]{6}\\b)",
            "(?<size>\\d+(?:\\.\\d+)? (?:kB|MB|GB)\\b)",
            "(?<number>\\d+(?:\\.\\d+)?(?= s\\b|/h| things\\b| \\())",
            "(?<images>(?<=would remove )\\d+ images?)",
            "(?<age>\\b\\d+[dhm]\\b)",
            "(?<cache>(?<=cache )(?:miss|hit))",
            "(?<home>/home/me\\b)",
            "(?<rest>\\.\\.\\.)",
            "(?<blanks> {2,}| +$)"));

    private ChangingText() {}

    /** A regular expression for all lines like the one that is shown. */
    public static String pattern(String shown) {
        var fixed = Arrays.stream(CHANGING.split(shown, -1)).map(Pattern::quote).iterator();
        var pattern = new StringBuilder(fixed.next());
        CHANGING.matcher(shown).results().forEach(found -> {
            pattern.append(found.namedGroups().keySet().stream()
                    .filter(name -> found.group(name) != null)
                    .map(ChangingText::anyOther)
                    .findFirst()
                    .orElseThrow());
            pattern.append(fixed.next());
        });
        return pattern.toString();
    }

    /** Whether the lines that are shown stand among those of an output, in their order. */
    public static boolean isAmong(List<String> shown, String output) {
        var lines = output.lines().iterator();
        return shown.stream().map(line -> Pattern.compile(pattern(line) + " *")).allMatch(pattern -> {
            while (lines.hasNext()) {
                if (pattern.matcher(lines.next()).matches()) {
                    return true;
                }
            }
            return false;
        });
    }

    private static String anyOther(String group) {
        return switch (group) {
            case "key" -> "sha256:[0-9a-f]{12}";
            case "aws" -> "[0-9a-f]+";
            case "date" -> "\\d{4}-\\d\\d-\\d\\d";
            case "size" -> "\\d+(?:\\.\\d+)? (?:kB|MB|GB)";
            case "id" -> "-[a-z2-7]{6}";
            case "number" -> "\\d+(?:\\.\\d+)?";
            case "images" -> "\\d+ images?";
            case "age" -> "\\d+[dhms]";
            case "cache" -> "(?:miss|hit)";
            case "home" -> "/\\S+";
            case "blanks" -> " +";
            default -> ".*";
        };
    }
}
