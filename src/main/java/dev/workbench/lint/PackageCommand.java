package dev.workbench.lint;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A command that changes packages or their lists.
 *
 * @param subcommand {@code install}, …, or dpkg's option
 */
record PackageCommand(PlainCommand command, ShellWord subcommand) {
    private static final Set<String> TOOLS = Set.of("apt-get", "apt", "aptitude");
    private static final Set<String> ASKING = Set.of(
            "install",
            "remove",
            "purge",
            "upgrade",
            "dist-upgrade",
            "full-upgrade",
            "safe-upgrade",
            "autoremove",
            "reinstall",
            "build-dep",
            "autopurge");
    private static final Set<String> OTHERS = Set.of("update", "clean", "autoclean");
    private static final Set<String> DPKG = Set.of("-i", "--install", "-r", "--remove", "-P", "--purge", "--configure");

    static Optional<PackageCommand> of(PlainCommand command) {
        var name = command.name();
        if (TOOLS.contains(name)) {
            return operand(command.arguments())
                    .filter(word -> ASKING.contains(word.text()) || OTHERS.contains(word.text()))
                    .map(word -> new PackageCommand(command, word));
        }
        return name.equals("dpkg")
                ? command.arguments().stream()
                        .filter(word -> DPKG.contains(word.text()))
                        .findFirst()
                        .map(word -> new PackageCommand(command, word))
                : Optional.empty();
    }

    /** The first argument that is no option and no option's value. */
    private static Optional<ShellWord> operand(List<ShellWord> arguments) {
        for (var index = 0; index < arguments.size(); index++) {
            var text = arguments.get(index).text();
            if (Set.of("-o", "-c", "-t", "-a").contains(text)) {
                index++;
            } else if (!text.startsWith("-")) {
                return Optional.of(arguments.get(index));
            }
        }
        return Optional.empty();
    }

    String title() {
        return "'" + command.name() + " " + subcommand.text() + "'";
    }

    boolean isDpkg() {
        return command.name().equals("dpkg");
    }

    /** Whether it configures packages, and so may ask. */
    boolean asks() {
        return isDpkg() || ASKING.contains(subcommand.text());
    }

    boolean answersYes() {
        return command.arguments().stream()
                .map(ShellWord::text)
                .anyMatch(text -> text.matches("-[a-zA-Z]*y[a-zA-Z]*|-qq+|--yes|--assume-yes|-q=[2-9]"));
    }

    boolean waitsForLock() {
        return command.arguments().stream()
                .anyMatch(word -> word.text().toLowerCase(Locale.ROOT).contains("dpkg::lock::timeout="));
    }

    boolean purgesUnattendedUpgrades() {
        return command.has("unattended-upgrades")
                && subcommand.text().matches("remove|purge|autoremove|-r|-P|--remove|--purge");
    }
}
