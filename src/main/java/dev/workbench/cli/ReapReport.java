package dev.workbench.cli;

import dev.workbench.console.Style;
import dev.workbench.console.Table;
import dev.workbench.reap.Orphan;
import dev.workbench.reap.ReapPlan;
import dev.workbench.reap.Reaper;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** What a reap found and did, for people and as JSON. */
record ReapReport(ReapPlan plan, Optional<Reaper.Result> result) {
    private record Item(
            String kind,
            String place,
            String id,
            String name,
            String environment,
            String owner,
            Optional<Instant> created,
            Optional<Instant> expires,
            Optional<Long> ageSeconds,
            OptionalDouble costPerHour,
            String reason) {}

    private record Left(String kind, String place, String id, String why) {}

    private record Json(
            boolean deleting,
            List<Item> orphans,
            double costPerHour,
            Map<String, Integer> kept,
            List<ReapPlan.Unseen> unseen,
            List<String> deleted,
            List<Left> left) {}

    Object json() {
        return new Json(
                result.isPresent(),
                plan.orphans().stream().map(this::item).toList(),
                plan.costPerHour(),
                plan.kept(),
                plan.unseen(),
                result.map(Reaper.Result::deleted).orElse(List.of()).stream()
                        .map(Orphan::id)
                        .toList(),
                result.map(Reaper.Result::left).orElse(List.of()).stream()
                        .map(left -> new Left(
                                left.orphan().kind().word(),
                                left.orphan().place(),
                                left.orphan().id(),
                                left.why()))
                        .toList());
    }

    private Item item(Orphan orphan) {
        return new Item(
                orphan.kind().word(),
                orphan.place(),
                orphan.id(),
                orphan.name(),
                orphan.environment(),
                orphan.owner(),
                orphan.created(),
                orphan.expires(),
                age(orphan).map(Duration::toSeconds),
                orphan.costPerHour(),
                orphan.reason());
    }

    private Optional<Duration> age(Orphan orphan) {
        return orphan.created().map(created -> Duration.between(created, plan.made()));
    }

    /** What would be, or was to be, deleted. */
    String table(Style style) {
        if (plan.orphans().isEmpty()) {
            return "";
        }
        var table = new Table("KIND", "PLACE", "ID", "NAME", "OWNER", "AGE", "COST", "BECAUSE");
        for (var orphan : plan.orphans()) {
            table.row(
                    orphan.kind().word(),
                    orphan.place(),
                    brief(orphan.id()),
                    orphan.name(),
                    orphan.owner().isEmpty() ? "-" : orphan.owner(),
                    age(orphan).map(Ages::text).orElse("-"),
                    orphan.costPerHour().isPresent()
                            ? dollars(orphan.costPerHour().getAsDouble())
                            : "-",
                    because(orphan));
        }
        return table.render(style);
    }

    private String because(Orphan orphan) {
        return orphan.reason()
                + (orphan.reason().equals("expired")
                        ? orphan.expires()
                                .map(end -> " " + Ages.text(Duration.between(end, plan.made())) + " ago")
                                .orElse("")
                        : "");
    }

    /** An engine's ids are as long as hashes. */
    private static String brief(String id) {
        return id.matches("[0-9a-f]{64}") ? id.substring(0, 12) : id;
    }

    private static String dollars(double perHour) {
        return String.format(Locale.ROOT, "$%.4f/h", perHour);
    }

    /** In a line what there is to delete. */
    String summary() {
        return count(plan.orphans().size()) + (plan.costPerHour() > 0 ? ", " + dollars(plan.costPerHour()) : "");
    }

    /** What stays, what could not be looked at, and what became of the rest. */
    String outcome() {
        var text = new StringBuilder();
        result.ifPresentOrElse(
                done -> text.append("deleted ")
                        .append(count(done.deleted().size()))
                        .append('\n'),
                () -> text.append(plan.orphans().isEmpty() ? "nothing to delete" : "would delete " + summary())
                        .append('\n'));
        if (!plan.kept().isEmpty()) {
            text.append("kept: ");
            text.append(String.join(
                    ", ",
                    plan.kept().entrySet().stream()
                            .map(entry -> entry.getValue() + " (" + entry.getKey() + ")")
                            .toList()));
            text.append('\n');
        }
        plan.unseen()
                .forEach(place -> text.append("not looked at: ")
                        .append(place.place())
                        .append(": ")
                        .append(place.why())
                        .append('\n'));
        result.map(Reaper.Result::left)
                .orElse(List.of())
                .forEach(left -> text.append("left: ")
                        .append(left.orphan().kind().word())
                        .append(' ')
                        .append(left.orphan().id())
                        .append(" in ")
                        .append(left.orphan().place())
                        .append(": ")
                        .append(left.why())
                        .append('\n'));
        return text.toString();
    }

    private static String count(int things) {
        return things == 1 ? "1 thing" : things + " things";
    }
}
