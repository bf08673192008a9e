package dev.workbench.validate;

import java.util.Arrays;
import java.util.Optional;

/** What a family must keep to. Ids and names are stable: people switch rules off by them, and CI systems track them. */
public enum Rule {
    UNREADABLE("WB100", "unreadable", Severity.ERROR, Tier.STATIC, "The family's files can be read."),
    FAMILY_NAME("WB101", "family-name", Severity.ERROR, Tier.STATIC, "A family's name is in snake_case."),
    PYTHON_NAME("WB102", "python-name", Severity.ERROR, Tier.STATIC, "A family is not called like a Python module."),
    TASK_NAME("WB103", "task-name", Severity.ERROR, Tier.STATIC, "A task's name is in snake_case."),
    MANIFEST("WB110", "manifest", Severity.ERROR, Tier.STATIC, "The manifest keeps to its schema."),
    MANIFEST_TASKS("WB111", "manifest-tasks", Severity.WARNING, Tier.STATIC, "The manifest's tasks are the code's."),
    PYTHON_SYNTAX("WB120", "python-syntax", Severity.ERROR, Tier.STATIC, "The family's Python file parses."),
    HELPER_SYNTAX("WB121", "helper-syntax", Severity.WARNING, Tier.STATIC, "Python files beside it parse."),
    NO_CLASS("WB122", "no-task-family", Severity.ERROR, Tier.STATIC, "The Python file defines the class TaskFamily."),
    MISSING_METHOD("WB123", "missing-method", Severity.ERROR, Tier.STATIC, "TaskFamily has the methods it must have."),
    METHOD_SHAPE(
            "WB124", "method-shape", Severity.ERROR, Tier.STATIC, "Methods are static and take what they are given."),
    MISSPELT_MEMBER("WB125", "misspelt-member", Severity.WARNING, Tier.STATIC, "No member is a misspelt one."),
    TWO_SCORES(
            "WB126",
            "two-ways-to-score",
            Severity.ERROR,
            Tier.STATIC,
            "score and intermediate_score exclude each other."),
    LONELY_AGGREGATE(
            "WB127",
            "lonely-aggregate",
            Severity.WARNING,
            Tier.STATIC,
            "aggregate_scores comes with intermediate_score."),
    STANDARD_VERSION(
            "WB128", "standard-version", Severity.ERROR, Tier.STATIC, "standard_version is one that is known."),
    MEMBER_VALUE("WB129", "member-value", Severity.ERROR, Tier.STATIC, "Members have values of the right kind."),
    NO_INSTRUCTIONS("WB130", "no-instructions", Severity.ERROR, Tier.STATIC, "Instructions are not empty."),
    PROMISED_FILE(
            "WB131", "promised-file", Severity.WARNING, Tier.STATIC, "Files that instructions name are made or read."),
    PROMISED_SSH_COMMAND(
            "WB132", "promised-ssh-command", Severity.ERROR, Tier.STATIC, "A promised ssh_command is written."),
    SUBMISSION_PATH(
            "WB133", "submission-path", Severity.ERROR, Tier.STATIC, "The submission goes where it is read from."),
    VM_SPEC("WB140", "vm-spec", Severity.ERROR, Tier.STATIC, "A VM spec, its build steps and their sources are right."),
    VM_OFFER("WB141", "vm-offer", Severity.ERROR, Tier.STATIC, "Some provider can give what a VM spec asks for."),
    VM_VARIABLES(
            "WB142", "vm-variables", Severity.ERROR, Tier.STATIC, "A family with an aux VM declares VM_* variables."),
    PERMISSION("WB150", "permission", Severity.ERROR, Tier.STATIC, "Permissions are [] or [full_internet]."),
    NEEDS_INTERNET("WB151", "needs-internet", Severity.WARNING, Tier.STATIC, "What uses the internet may use it."),
    SECRET("WB160", "secret", Severity.ERROR, Tier.STATIC, "No secret lies in a family's files."),
    BYTE_ORDER_MARK(
            "WB170", "byte-order-mark", Severity.ERROR, Tier.STATIC, "No byte-order mark stands where it breaks."),
    CARRIAGE_RETURN("WB171", "carriage-return", Severity.ERROR, Tier.STATIC, "Scripts have no CRLF line ends."),
    CRLF("WB172", "crlf", Severity.WARNING, Tier.STATIC, "Sources have no CRLF line ends."),
    TAB("WB173", "tab", Severity.ERROR, Tier.STATIC, "YAML is not indented by tabs."),
    MIXED_INDENT(
            "WB174",
            "mixed-indent",
            Severity.WARNING,
            Tier.STATIC,
            "Python is indented by spaces or by tabs, not both."),

    APT_SUDO("WB180", dev.workbench.lint.Rule.APT_SUDO),
    APT_YES("WB181", dev.workbench.lint.Rule.APT_YES),
    APT_FRONTEND("WB182", dev.workbench.lint.Rule.APT_FRONTEND),
    APT_LOCK_TIMEOUT("WB183", dev.workbench.lint.Rule.APT_LOCK_TIMEOUT),
    APT_CLOUD_INIT("WB184", dev.workbench.lint.Rule.APT_CLOUD_INIT),
    APT_UNATTENDED_UPGRADES("WB185", dev.workbench.lint.Rule.APT_UNATTENDED_UPGRADES),
    PYTHON_BARE("WB186", dev.workbench.lint.Rule.PYTHON_BARE),
    PIP_BARE("WB187", dev.workbench.lint.Rule.PIP_BARE),
    UPLOAD_DESTINATION("WB188", dev.workbench.lint.Rule.UPLOAD_DESTINATION),

    BUILD("WB200", "build", Severity.ERROR, Tier.CONTAINER, "The main image builds."),
    SETUP("WB201", "setup", Severity.ERROR, Tier.CONTAINER, "Every task's set-up data loads."),
    EMPTY_INSTRUCTIONS(
            "WB202", "empty-instructions", Severity.ERROR, Tier.CONTAINER, "Every task's instructions are not empty."),
    START("WB203", "start", Severity.ERROR, Tier.CONTAINER, "Every task starts."),
    TIME_LIMIT("WB204", "time-limit", Severity.ERROR, Tier.CONTAINER, "Every trial of a task ends in time."),

    NOT_SOLVED("WB300", "not-solved", Severity.ERROR, Tier.ORACLE, "The family's solving agent scores 1.0."),
    IDLE_SCORES(
            "WB301", "idle-scores", Severity.ERROR, Tier.ORACLE, "An agent that does nothing scores less than 1.0."),
    UNSTEADY_SCORE("WB302", "unsteady-score", Severity.ERROR, Tier.ORACLE, "Scoring twice gives the same answer."),
    LEFT_BEHIND("WB303", "left-behind", Severity.ERROR, Tier.ORACLE, "Nothing of an environment is left behind."),
    TESTS("WB304", "tests", Severity.ERROR, Tier.ORACLE, "The family's pytest tests pass."),
    SCORING("WB305", "scoring", Severity.ERROR, Tier.ORACLE, "Scoring works.");

    private final String id;
    private final String word;
    private final Severity severity;
    private final Tier tier;
    private final String summary;

    Rule(String id, String word, Severity severity, Tier tier, String summary) {
        this.id = id;
        this.word = word;
        this.severity = severity;
        this.tier = tier;
        this.summary = summary;
    }

    /** A rule for build steps: what it says is experience, not law. */
    Rule(String id, dev.workbench.lint.Rule steps) {
        this(id, steps.id(), Severity.WARNING, Tier.STATIC, "In a build step: " + steps.fix() + ".");
    }

    /** The rule that says the same of a whole family. */
    public static Rule of(dev.workbench.lint.Rule steps) {
        return named(steps.id()).orElseThrow();
    }

    /** {@code WB101}. */
    public String id() {
        return id;
    }

    /** {@code family-name}. */
    public String word() {
        return word;
    }

    public Severity severity() {
        return severity;
    }

    public Tier tier() {
        return tier;
    }

    /** What is right, in one sentence. */
    public String summary() {
        return summary;
    }

    /** The rule of an id or a name. */
    public static Optional<Rule> named(String text) {
        return Arrays.stream(values())
                .filter(rule -> rule.id.equalsIgnoreCase(text) || rule.word.equals(text))
                .findFirst();
    }
}
