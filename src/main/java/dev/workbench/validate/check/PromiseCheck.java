package dev.workbench.validate.check;

import dev.workbench.family.AgentAccess;
import dev.workbench.validate.Check;
import dev.workbench.validate.Findings;
import dev.workbench.validate.Instructions;
import dev.workbench.validate.Rule;
import dev.workbench.validate.Subject;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What instructions say is in the agent's home is put there, or is at least read by the scoring. */
final class PromiseCheck implements Check {
    private static final String HOME = "/home/agent/";
    private static final Pattern PATH = Pattern.compile(HOME + "[A-Za-z0-9_./-]*[A-Za-z0-9_-]");
    private static final Pattern SUBMISSION = Pattern.compile("submission(\\.[A-Za-z0-9]+)?");
    private static final String SSH_COMMAND = "ssh_command";

    /** What the workbench makes or reads itself. */
    private static final Set<String> OURS = Set.of("submission.txt", "instructions.txt", "scaffolding");

    @Override
    public void check(Subject family, Findings findings) {
        if (family.module().isPresent() && family.outline().isEmpty()) {
            return; // nobody has read what the code makes
        }
        var others = Instructions.beside(family);
        var told = new HashSet<String>();
        for (var instructions : Instructions.of(family)) {
            var paths = PATH.matcher(instructions.text());
            while (paths.find()) {
                var path = paths.group().substring(HOME.length());
                if (!OURS.contains(path.split("/", 2)[0]) && told.add(path + instructions.task())) {
                    check(family, instructions, path, others, findings);
                }
            }
        }
    }

    private static void check(
            Subject family, Instructions instructions, String path, List<String> others, Findings findings) {
        if (path.equals(SSH_COMMAND)) {
            if (!givesAccess(family, instructions, others)) {
                tell(
                        Rule.PROMISED_SSH_COMMAND,
                        instructions,
                        "the instructions promise " + HOME + path + ", and nothing writes it",
                        family.module().isPresent()
                                ? "call setup_agent_ssh() in start"
                                : "set agent_access to agent or admin",
                        findings);
            }
        } else if (others.stream().noneMatch(text -> mentions(text, path))) {
            var submission = SUBMISSION.matcher(path).matches();
            tell(
                    submission ? Rule.SUBMISSION_PATH : Rule.PROMISED_FILE,
                    instructions,
                    submission
                            ? "the instructions ask for " + HOME + path + ", and nothing reads it"
                            : "the instructions name " + HOME + path + ", and nothing makes or reads it",
                    submission
                            ? "the submission is read from " + HOME + "submission.txt"
                            : "write it in start, or read it when scoring",
                    findings);
        }
    }

    private static void tell(Rule rule, Instructions where, String message, String remedy, Findings findings) {
        where.task()
                .ifPresentOrElse(
                        task -> findings.add(rule, task, where.spot(), message, remedy),
                        () -> findings.add(rule, where.spot(), message, remedy));
    }

    private static boolean givesAccess(Subject family, Instructions instructions, List<String> others) {
        var byManifest = family.tasks().stream()
                .flatMap(manifest -> manifest.tasks().values().stream())
                .filter(task -> instructions.task().map(task.name()::equals).orElse(true))
                .anyMatch(task -> task.agentAccess() != AgentAccess.NONE);
        return byManifest
                || family.outlines().values().stream()
                        .flatMap(outline -> outline.calls().stream())
                        .anyMatch(call -> call.name().equals("setup_agent_ssh"))
                || others.stream().anyMatch(text -> text.contains(SSH_COMMAND) || text.contains("setup_agent_ssh"));
    }

    /** Code puts paths together from parts, so any part of it will do. */
    private static boolean mentions(String text, String path) {
        return Arrays.stream(path.split("/", -1))
                .filter(part -> part.length() > 1)
                .anyMatch(text::contains);
    }
}
