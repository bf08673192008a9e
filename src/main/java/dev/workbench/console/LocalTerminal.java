package dev.workbench.console;

import dev.workbench.error.WorkbenchException;
import dev.workbench.remote.Streams;
import dev.workbench.remote.Window;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.function.Consumer;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.ControlChar;
import org.jline.terminal.Attributes.InputFlag;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Attributes.OutputFlag;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.TerminalBuilder;

/**
 * The terminal that workbench was started on, in raw mode: every key goes to the remote side as it is, Ctrl-C too.
 *
 * <p>Its former mode comes back when it is closed, and also when the process ends without closing it.
 */
public final class LocalTerminal implements Window, AutoCloseable {
    /** What a shell says of a program whose reader went away, as in {@code ... | head -1}. */
    private static final int ENDED_BY_SIGPIPE = 128 + 13;

    private final Terminal terminal;
    private final Attributes before;
    private final Thread restorer;

    private LocalTerminal(Terminal terminal) {
        this.terminal = terminal;
        this.before = terminal.getAttributes();
        this.restorer = new Thread(this::restore, "restore-terminal");
        Runtime.getRuntime().addShutdownHook(restorer);
        terminal.setAttributes(raw(before));
    }

    /** A command that runs elsewhere; returns its exit status. */
    @FunctionalInterface
    public interface Remote {
        int run(Streams streams, Optional<Window> window);
    }

    /**
     * Runs a remote command on this process's own standard streams: as a terminal when input and output are one, else as
     * plain pipes.
     */
    public static int attach(Remote command) {
        var out = new LocalOutput(new FileOutputStream(FileDescriptor.out));
        var err = new LocalOutput(new FileOutputStream(FileDescriptor.err));
        try {
            return attach(command, new Streams(new FileInputStream(FileDescriptor.in), out, err));
        } catch (RuntimeException e) {
            if (out.failed() || err.failed()) {
                return ENDED_BY_SIGPIPE; // whatever the connection made of it
            }
            throw e;
        }
    }

    private static int attach(Remote command, Streams streams) {
        if (!isTerminal()) {
            return command.run(streams, Optional.empty());
        }
        try (var terminal = open()) {
            return command.run(streams, Optional.of(terminal));
        }
    }

    /** Whether both standard input and standard output are a terminal. */
    private static boolean isTerminal() {
        return Optional.ofNullable(System.console())
                .map(java.io.Console::isTerminal)
                .orElse(false);
    }

    private static LocalTerminal open() {
        try {
            return new LocalTerminal(TerminalBuilder.builder()
                    .system(true)
                    .provider("exec") // by way of stty: no native library to unpack
                    .dumb(false)
                    .graphemeCluster(false) // else the terminal is asked, and its answer read as typed
                    .build());
        } catch (IOException | IllegalStateException e) {
            throw WorkbenchException.notReady("no_terminal", "cannot use the terminal: " + e.getMessage())
                    .hint("pipe something into the command to run it without a terminal")
                    .causedBy(e);
        }
    }

    private static Attributes raw(Attributes cooked) {
        var raw = new Attributes(cooked);
        raw.setLocalFlags(
                EnumSet.of(LocalFlag.ISIG, LocalFlag.ICANON, LocalFlag.ECHO, LocalFlag.ECHONL, LocalFlag.IEXTEN),
                false);
        raw.setInputFlags(
                EnumSet.of(
                        InputFlag.IXON,
                        InputFlag.IXOFF,
                        InputFlag.ICRNL,
                        InputFlag.INLCR,
                        InputFlag.IGNCR,
                        InputFlag.ISTRIP,
                        InputFlag.BRKINT,
                        InputFlag.PARMRK,
                        InputFlag.INPCK),
                false);
        raw.setOutputFlag(OutputFlag.OPOST, false); // the remote terminal has done it already
        raw.setControlChar(ControlChar.VMIN, 1);
        raw.setControlChar(ControlChar.VTIME, 0);
        return raw;
    }

    @Override
    public String type() {
        return terminal.getType();
    }

    @Override
    public Size size() {
        return new Size(terminal.getColumns(), terminal.getRows());
    }

    @Override
    public void onResize(Consumer<Size> listener) {
        terminal.handle(Signal.WINCH, signal -> listener.accept(size()));
    }

    private void restore() {
        terminal.setAttributes(before);
    }

    @Override
    public void close() {
        restore();
        Runtime.getRuntime().removeShutdownHook(restorer);
        try {
            terminal.close();
        } catch (IOException e) {
            throw new IllegalStateException("cannot close the terminal", e);
        }
    }
}
