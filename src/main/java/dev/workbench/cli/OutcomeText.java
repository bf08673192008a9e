package dev.workbench.cli;

import dev.workbench.console.Style;
import dev.workbench.run.Outcome;
import java.util.OptionalDouble;

/** The outcome of a run or a scoring, for people. */
final class OutcomeText {
    private OutcomeText() {}

    static String of(Outcome outcome, OptionalDouble least, Style style) {
        var below = least.isPresent() && outcome.score().isPresent() && !outcome.passes(least);
        return of(outcome, style) + (below ? style.red("that is below " + least.getAsDouble()) + "\n" : "");
    }

    private static String of(Outcome outcome, Style style) {
        return switch (outcome.status()) {
            case "running" -> running(outcome, style);
            case "scored" ->
                head(outcome, style) + style.bold("score: " + outcome.score().orElse(0)) + "\n";
            case "needs_manual_scoring" ->
                head(outcome, style) + style.yellow("score: none; a person has to score this task") + "\n";
            default -> failed(outcome, style);
        };
    }

    private static String head(Outcome outcome, Style style) {
        return style.faint(outcome.family() + "/" + outcome.task() + "  " + outcome.environment()
                        + (outcome.destroyed() ? "  (destroyed)" : ""))
                + "\n";
    }

    private static String failed(Outcome outcome, Style style) {
        var text = new StringBuilder(head(outcome, style));
        text.append(style.red("scoring failed: "))
                .append(outcome.reason().orElse(""))
                .append('\n');
        outcome.traceback()
                .ifPresent(lines -> lines.lines()
                        .forEach(line -> text.append("  | ").append(line).append('\n')));
        return text.toString();
    }

    private static String running(Outcome outcome, Style style) {
        var id = outcome.environment();
        var text = new StringBuilder();
        text.append(style.bold("environment " + id)).append(" is running\n\n");
        text.append(outcome.instructions().indent(2)).append('\n');
        outcome.container().ifPresent(main -> line(text, "container", main.name()));
        outcome.vm()
                .ifPresent(vm -> line(
                        text,
                        "aux VM",
                        vm.username() + "@" + vm.ipAddress() + " (" + vm.provider() + ", " + vm.cpus() + " cores, "
                                + vm.ramGib() + " GiB)"));
        outcome.network().ifPresent(net -> line(text, "network", net.mode().replace('_', ' ')));
        line(text, "log", outcome.log().toString());
        text.append('\n');
        line(text, "look inside", "workbench ssh " + id);
        outcome.vm().ifPresent(vm -> line(text, "onto the VM", "workbench ssh " + id + " --vm"));
        line(text, "score", "workbench score " + id + " --submission TEXT");
        line(text, "destroy", "workbench destroy " + id);
        return text.toString();
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append("  ")
                .append(name)
                .repeat(' ', Math.max(1, 13 - name.length()))
                .append(value)
                .append('\n');
    }
}
