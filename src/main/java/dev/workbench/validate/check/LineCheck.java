package dev.workbench.validate.check;

import dev.workbench.validate.Check;
import dev.workbench.validate.Findings;
import dev.workbench.validate.Rule;
import dev.workbench.validate.SourceFile;
import dev.workbench.validate.Spot;
import dev.workbench.validate.Subject;
import java.util.regex.Pattern;

/** Byte-order marks, CRLF line ends and tabs, where they hurt. */
final class LineCheck implements Check {
    private static final Pattern TAB_INDENT = Pattern.compile("(?m)^ *\\t[ \\t]*[^\\s#]");
    private static final Pattern SPACE_INDENT = Pattern.compile("(?m)^ {2,}\\S");

    @Override
    public void check(Subject family, Findings findings) {
        for (var file : family.files()) {
            var manifest = file.path().equals(family.manifestFile());
            checkMark(file, manifest, findings);
            checkEnds(file, manifest, findings);
            if (manifest || file.isPython()) {
                checkTabs(file, manifest, findings);
            }
        }
    }

    private static void checkMark(SourceFile file, boolean manifest, Findings findings) {
        if (file.text().startsWith(SourceFile.BYTE_ORDER_MARK) && (file.isScript() || manifest)) {
            findings.add(
                    Rule.BYTE_ORDER_MARK,
                    new Spot(file.path(), 1, 1),
                    "the file begins with a byte-order mark"
                            + (file.isScript() ? ": its first line is not seen as what starts it" : ""),
                    "save it as UTF-8 without one: sed -i '1s/^\\xEF\\xBB\\xBF//' " + file.name());
        }
    }

    private static void checkEnds(SourceFile file, boolean manifest, Findings findings) {
        int at = file.text().indexOf("\r\n");
        if (at < 0) {
            return;
        }
        if (file.isScript()) {
            findings.add(
                    Rule.CARRIAGE_RETURN,
                    file.spot(at),
                    "the script has CRLF line ends: its interpreter is not found, and commands get a carriage return",
                    mend(file));
        } else if (manifest || file.isPython()) {
            findings.add(Rule.CRLF, file.spot(at), "the file has CRLF line ends", mend(file));
        }
    }

    private static String mend(SourceFile file) {
        return "sed -i 's/\\r$//' " + file.name() + ", and for git: '* text=auto eol=lf' in .gitattributes";
    }

    private static void checkTabs(SourceFile file, boolean manifest, Findings findings) {
        var tab = TAB_INDENT.matcher(file.text());
        if (!tab.find()) {
            return;
        }
        if (manifest) {
            findings.add(Rule.TAB, file.spot(tab.start()), "YAML must not be indented by tabs", "indent by spaces");
        } else if (SPACE_INDENT.matcher(file.text()).find()) {
            findings.add(
                    Rule.MIXED_INDENT,
                    file.spot(tab.start()),
                    "the file is indented by tabs here and by spaces elsewhere",
                    "indent by four spaces throughout");
        }
    }
}
