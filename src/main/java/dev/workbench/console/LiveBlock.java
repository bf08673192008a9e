package dev.workbench.console;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jline.terminal.Size;
import org.jline.terminal.impl.LineDisciplineTerminal;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.Display;
import org.jline.utils.InfoCmp.Capability;

/**
 * The lines at the bottom of a terminal that change, and those above them that stay.
 *
 * <p>Between two calls the cursor stands at the beginning of the row below the block, visible: whenever the process ends,
 * the shell's prompt comes there. What one call changes reaches the terminal in one write.
 */
final class LiveBlock {
    private final OutputStream out;
    private final ByteArrayOutputStream frame = new ByteArrayOutputStream();
    private final LineDisciplineTerminal terminal;
    private final boolean rewraps;
    private Display display;
    private List<AttributedString> drawn = List.of();

    /**
     * @param type the terminal's, as in {@code TERM}
     * @param rewraps whether the terminal wraps its lines again when its size changes
     */
    LiveBlock(OutputStream out, String type, boolean rewraps, Size size) {
        this.out = out;
        this.rewraps = rewraps;
        try {
            this.terminal = new LineDisciplineTerminal("workbench", type, frame, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        terminal.setSize(size);
        this.display = newDisplay();
    }

    /** Whether a terminal can do what is needed: go up, and wipe what is below. */
    boolean works() {
        return terminal.getStringCapability(Capability.cursor_up) != null
                && terminal.getStringCapability(Capability.clr_eos) != null
                && terminal.getStringCapability(Capability.carriage_return) != null;
    }

    Size size() {
        return terminal.getSize();
    }

    boolean isEmpty() {
        return drawn.isEmpty();
    }

    /** Whether that is what stands there now. */
    boolean shows(List<AttributedString> block) {
        return drawn.equals(block);
    }

    /** Adds lines above the block, which stay, and draws the block anew. */
    void draw(List<String> above, List<AttributedString> block) {
        // Whatever key was pressed meanwhile has been echoed here.
        terminal.puts(Capability.carriage_return);
        if (!above.isEmpty()) {
            clear();
            terminal.writer().flush();
            above.forEach(line -> terminal.writer().println(line));
            terminal.writer().flush();
        }
        show(block);
        send();
    }

    /** The terminal has another size now; what was drawn is wiped. */
    void resize(Size size) {
        terminal.puts(Capability.carriage_return);
        var rows = rewraps ? wrappedRows(size.getColumns()) : drawn.size();
        up(Math.min(rows, Math.max(size.getRows() - 1, 1)));
        terminal.puts(Capability.clr_eos);
        terminal.setSize(size);
        display = newDisplay();
        drawn = List.of();
        send();
    }

    /** Somebody else has written to the terminal: what was drawn is none of ours any more. */
    void forget() {
        display = newDisplay();
        drawn = List.of();
    }

    private int wrappedRows(int columns) {
        return drawn.stream()
                .mapToInt(line -> Math.max(1, (line.columnLength() + columns - 1) / columns))
                .sum();
    }

    private void up(int rows) {
        for (int i = 0; i < rows; i++) {
            terminal.puts(Capability.cursor_up);
        }
    }

    private void clear() {
        up(drawn.size());
        terminal.puts(Capability.clr_eos);
        display = newDisplay();
        drawn = List.of();
    }

    private void show(List<AttributedString> block) {
        if (block.isEmpty() && !drawn.isEmpty()) {
            clear();
        } else if (!block.isEmpty() || !drawn.isEmpty()) {
            var lines = new ArrayList<AttributedString>();
            block.forEach(line -> lines.add(
                    new AttributedStringBuilder().append(line).append('\n').toAttributedString()));
            lines.add(AttributedString.EMPTY);
            display.update(lines, terminal.getSize().cursorPos(block.size(), 0), false);
            drawn = List.copyOf(block);
        }
    }

    private Display newDisplay() {
        var made = new Display(terminal, false);
        made.resize(terminal.getSize());
        return made;
    }

    private void send() {
        terminal.flush();
        try {
            frame.writeTo(out);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            frame.reset();
        }
    }
}
