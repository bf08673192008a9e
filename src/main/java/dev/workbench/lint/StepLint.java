package dev.workbench.lint;

import dev.workbench.family.BuildStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Checks the build steps of one VM spec by the rules, in the order in which they run. */
public final class StepLint {
    private static final String FRONTEND = "DEBIAN_FRONTEND=noninteractive";
    private static final Set<String> ANYBODYS = Set.of("/tmp", "/var/tmp", "/dev/shm", "/run/lock");

    private final String home;
    private final List<Finding> findings = new ArrayList<>();
    private final StringBuilder earlier = new StringBuilder();
    private boolean cloudInitDone;
    private boolean upgradesStopped;
    private boolean lockConfigured;
    private boolean frontendExported;

    private StepLint(String admin) {
        this.home = admin.equals("root") ? "/root" : "/home/" + admin;
    }

    /** @param admin the admin user's name on the base image, such as {@code admin} */
    public static List<Finding> check(List<BuildStep> steps, String admin) {
        var lint = new StepLint(admin);
        for (var index = 0; index < steps.size(); index++) {
            switch (steps.get(index)) {
                case BuildStep.Shell shell -> lint.shell(index, shell.commands());
                case BuildStep.File file -> lint.file(index, file);
            }
        }
        return List.copyOf(lint.findings);
    }

    private void shell(int step, List<String> commands) {
        frontendExported = false; // each step is a shell of its own
        for (var index = 0; index < commands.size(); index++) {
            text(commands.get(index), new Spot(step, index, true), false);
            earlier.append(commands.get(index)).append('\n');
        }
    }

    /** Where a command is; {@code editable} unless it is a text inside another command. */
    private record Spot(int step, int command, boolean editable) {}

    private void text(String text, Spot spot, boolean root) {
        for (var words : ShellText.commands(text)) {
            PlainCommand.of(words, root).ifPresent(command -> {
                learn(command);
                PackageCommand.of(command).ifPresent(packages -> packages(packages, spot));
                python(command, spot);
                command.script()
                        .ifPresent(
                                script -> text(script, new Spot(spot.step(), spot.command(), false), command.root()));
            });
        }
    }

    /** What a command does for those after it. */
    private void learn(PlainCommand command) {
        cloudInitDone |= command.name().equals("cloud-init") && command.has("status") && command.has("--wait");
        cloudInitDone |= command.name().equals("cloud-init") && command.has("status") && command.has("-w");
        upgradesStopped |= Set.of("systemctl", "service").contains(command.name())
                && command.arguments().stream()
                        .anyMatch(word -> word.text().startsWith("unattended-upgrades")
                                || word.text().startsWith("apt-daily"))
                && (command.has("stop") || command.has("mask") || command.has("--now"));
        frontendExported |= (command.name().equals("export") && command.has(FRONTEND))
                || (command.program().text().isEmpty() && command.assignments().contains(FRONTEND));
        lockConfigured |= !command.name().startsWith("apt")
                && command.script().isEmpty()
                && command.words().stream()
                        .anyMatch(word -> word.text().toLowerCase(Locale.ROOT).contains("dpkg::lock::timeout"));
    }

    private void packages(PackageCommand packages, Spot spot) {
        var command = packages.command();
        upgradesStopped |= packages.purgesUnattendedUpgrades();
        if (!cloudInitDone) {
            cloudInitDone = true; // told once
            add(Rule.APT_CLOUD_INIT, packages.title(), spot);
        }
        if (!upgradesStopped) {
            upgradesStopped = true;
            add(Rule.APT_UNATTENDED_UPGRADES, packages.title(), spot);
        }
        var program = command.program();
        if (!command.root()) {
            add(Rule.APT_SUDO, packages.title(), spot, insert(program.start(), "sudo "));
        }
        if (packages.asks() && !packages.isDpkg() && !packages.answersYes()) {
            add(
                    Rule.APT_YES,
                    packages.title(),
                    spot,
                    insert(packages.subcommand().end(), " -y"));
        }
        if (packages.asks() && !frontendExported && !command.assignments().contains(FRONTEND)) {
            add(Rule.APT_FRONTEND, packages.title(), spot, insert(program.start(), FRONTEND + " "));
        }
        if (!packages.isDpkg() && !lockConfigured && !packages.waitsForLock()) {
            add(
                    Rule.APT_LOCK_TIMEOUT,
                    packages.title(),
                    spot,
                    insert(packages.subcommand().end(), " -o DPkg::Lock::Timeout=600"));
        }
    }

    private static Finding.Edit insert(int at, String text) {
        return new Finding.Edit(at, at, text);
    }

    private void python(PlainCommand command, Spot spot) {
        var program = command.program();
        switch (program.text()) {
            case "python" ->
                add(Rule.PYTHON_BARE, "'python'", spot, new Finding.Edit(program.start(), program.end(), "python3"));
            case "pip", "pip3" ->
                add(
                        Rule.PIP_BARE,
                        "'" + program.text() + "'",
                        spot,
                        new Finding.Edit(program.start(), program.end(), "python3 -m pip"));
            default -> {}
        }
    }

    private void add(Rule rule, String subject, Spot spot, Finding.Edit... edits) {
        findings.add(
                new Finding(rule, subject, spot.step(), spot.command(), spot.editable() ? List.of(edits) : List.of()));
    }

    private void file(int step, BuildStep.File file) {
        if (!mayBeWritten(file.destination())) {
            findings.add(new Finding(Rule.UPLOAD_DESTINATION, "'" + file.destination() + "'", step, 0, List.of()));
        }
    }

    /** An earlier step that names the directory is taken to have made it writable. */
    private boolean mayBeWritten(String destination) {
        if (!destination.startsWith("/") || isBelow(destination, home)) {
            return true;
        }
        if (ANYBODYS.stream().anyMatch(directory -> isBelow(destination, directory))) {
            return true;
        }
        var bare = destination.replaceAll("/+$", "");
        var parent = bare.substring(0, Math.max(bare.lastIndexOf('/'), 0));
        return (!parent.isEmpty() && earlier.indexOf(parent) >= 0) || (!bare.isEmpty() && earlier.indexOf(bare) >= 0);
    }

    private static boolean isBelow(String path, String directory) {
        return path.equals(directory) || path.startsWith(directory + "/");
    }
}
