package dev.workbench.console;

import dev.workbench.json.Json;
import dev.workbench.progress.Event;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * Tells what happens as JSON lines, for programs: one object per event, with its {@code event} and its {@code time}.
 *
 * <ul>
 *   <li>{@code ahead}: {@code phases}, the names and details of those that the one under way will have
 *   <li>{@code started}: {@code phase}, {@code detail}
 *   <li>{@code finished}: {@code phase}, {@code seconds}, {@code outcome}
 *   <li>{@code failed}: {@code phase}, {@code seconds}, {@code exit_code}, {@code log}
 *   <li>{@code output}: {@code source}, {@code line}
 *   <li>{@code note}, {@code warning}: {@code text}
 * </ul>
 *
 * <p>What happened in one of several phases that go on side by side also has its name, as {@code within}. What is not known
 * is {@code null}.
 */
final class EventTeller implements Teller {
    private final PrintStream out;
    private final Supplier<Optional<Path>> log;

    EventTeller(PrintStream out, Supplier<Optional<Path>> log) {
        this.out = out;
        this.log = log;
    }

    @Override
    public void on(Event event) {
        write(form(event));
    }

    /** Words are for people. */
    @Override
    public void say(String line) {}

    private Map<String, Object> form(Event event) {
        return switch (event) {
            case Event.PhasesAhead(var phases) ->
                line("ahead", "phases", phases.stream().map(EventTeller::phase).toList());
            case Event.PhaseStarted started -> {
                var line = line("started", "phase", started.name());
                line.put("detail", detail(started));
                yield line;
            }
            case Event.PhaseEnded(String name, Duration took, Event.Ending.Done(String outcome)) -> {
                var line = ended("finished", name, took);
                line.put("outcome", outcome.isEmpty() ? Optional.empty() : outcome);
                yield line;
            }
            case Event.PhaseEnded(String name, Duration took, Event.Ending.Failed(OptionalInt exitCode)) -> {
                var line = ended("failed", name, took);
                line.put("exit_code", exitCode);
                line.put("log", log.get().map(Path::toString));
                yield line;
            }
            case Event.Note(String text) -> line("note", "text", text);
            case Event.Warning(String text) -> line("warning", "text", text);
            case Event.Output(String source, String text) -> {
                var line = line("output", "source", source);
                line.put("line", text);
                yield line;
            }
            case Event.Within(String phase, Event inner) -> {
                var line = form(inner);
                line.put("within", phase);
                yield line;
            }
        };
    }

    private static Map<String, Object> phase(Event.PhaseStarted phase) {
        var form = new LinkedHashMap<String, Object>();
        form.put("phase", phase.name());
        form.put("detail", detail(phase));
        return form;
    }

    private static Object detail(Event.PhaseStarted phase) {
        return phase.detail().isEmpty() ? Optional.empty() : phase.detail();
    }

    private static Map<String, Object> ended(String event, String phase, Duration took) {
        var line = line(event, "phase", phase);
        line.put("seconds", took.toMillis() / 1000.0);
        return line;
    }

    private static Map<String, Object> line(String event, String key, Object value) {
        var line = new LinkedHashMap<String, Object>();
        line.put("event", event);
        line.put("time", Instant.now().toString());
        line.put(key, value);
        return line;
    }

    private void write(Map<String, Object> line) {
        out.println(Json.line(line));
        out.flush();
    }
}
