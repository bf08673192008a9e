package dev.workbench.console;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jline.terminal.Size;

/** How large the terminal is that this process was started on. */
final class TerminalSize {
    private static final Size USUAL = Size.of(80, 24);
    private static final Pattern ANSWER = Pattern.compile("(\\d{1,5}) (\\d{1,5})\\s*");

    private TerminalSize() {}

    /** The usual size where it cannot be known. */
    static Size now() {
        try {
            var process = new ProcessBuilder("stty", "size")
                    .redirectInput(new File("/dev/tty"))
                    .redirectError(Redirect.DISCARD)
                    .start();
            var answer = ANSWER.matcher(new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII));
            if (!answer.matches()) {
                return USUAL;
            }
            int rows = Integer.parseInt(answer.group(1));
            int columns = Integer.parseInt(answer.group(2));
            return rows > 0 && columns > 0 ? Size.of(columns, rows) : USUAL;
        } catch (IOException e) {
            return USUAL;
        }
    }
}
