package dev.workbench.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workbench.family.BuildStep;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StepLintTest {
    private static final String QUIET = "cloud-init status --wait; sudo systemctl stop unattended-upgrades";
    private static final String GOOD =
            "sudo DEBIAN_FRONTEND=noninteractive apt-get install -y -o DPkg::Lock::Timeout=600 jq";

    @Test
    void aCarefulStepHasNothingAgainstIt() {
        assertThat(found(shell(QUIET, GOOD))).isEmpty();
        assertThat(found(
                        shell("cloud-init status --wait"),
                        shell(
                                "export DEBIAN_FRONTEND=noninteractive",
                                "sudo systemctl stop unattended-upgrades",
                                "sudo apt-get purge -y -o DPkg::Lock::Timeout=600 unattended-upgrades",
                                "sudo apt-get update -o DPkg::Lock::Timeout=600",
                                "sudo apt-get -o DPkg::Lock::Timeout=600 install -qy jq")))
                .isEmpty();
    }

    @Test
    void acarelessStepHasEverythingAgainstIt() {
        assertThat(found(shell("apt-get update && apt-get install jq; pip install x; python y")))
                .containsExactly(
                        "apt-cloud-init 'apt-get update'",
                        "apt-unattended-upgrades 'apt-get update'",
                        "apt-sudo 'apt-get update'",
                        "apt-lock-timeout 'apt-get update'",
                        "apt-sudo 'apt-get install'",
                        "apt-yes 'apt-get install'",
                        "apt-frontend 'apt-get install'",
                        "apt-lock-timeout 'apt-get install'",
                        "pip-bare 'pip'",
                        "python-bare 'python'");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    apt install jq | sudo DEBIAN_FRONTEND=noninteractive apt install -y -o DPkg::Lock::Timeout=600 jq
                    sudo apt-get update | sudo apt-get update -o DPkg::Lock::Timeout=600
                    sudo -E apt-get -q install "a b" && x | sudo -E DEBIAN_FRONTEND=noninteractive apt-get -q install -y -o DPkg::Lock::Timeout=600 "a b" && x
                    set -e; if true; then pip3 install torch; fi | set -e; if true; then python3 -m pip install torch; fi
                    python -m pip install x > log 2>&1 | python3 -m pip install x > log 2>&1
                    """)
    void whatIsMechanicalIsFixedAndThenFine(String before, String after) {
        var findings = StepLint.check(List.of(shell(QUIET), shell(before)), "admin");
        assertThat(Fixes.apply(before, findings)).isEqualTo(after);
        assertThat(found(shell(QUIET), shell(after))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "echo apt-get install jq",
                "# apt-get install jq",
                "cat > f <<'END'\napt-get install jq\nEND\ntrue",
                "apt-cache policy jq",
                "apt list --installed",
                "dpkg -l",
                "echo 'sudo apt install; pip x'",
                "apt-get --version",
                "which python3 || exit 1",
                "python3 -m pip install x",
                "/opt/venv/bin/python x",
                "grep -q python /etc/x",
                "cat < python",
                "x=$(apt-get install jq)"
            })
    void whatOnlyLooksLikeItIsLeftAlone(String command) {
        assertThat(found(shell(command))).isEmpty();
    }

    @Test
    void aShellInTheCommandIsReadTooButNotEdited() {
        var findings = StepLint.check(
                List.of(shell(QUIET), shell("sudo bash -c 'apt-get update && apt-get install -y jq'")), "admin");
        assertThat(findings)
                .extracting(finding -> finding.rule().id())
                .containsExactly("apt-lock-timeout", "apt-frontend", "apt-lock-timeout");
        assertThat(findings).allMatch(finding -> finding.edits().isEmpty());
    }

    @Test
    void theFrontendIsExportedForOneStepOnly() {
        assertThat(found(
                        shell(QUIET, "export DEBIAN_FRONTEND=noninteractive"),
                        shell("sudo apt-get install -y -o DPkg::Lock::Timeout=600 jq")))
                .containsExactly("apt-frontend 'apt-get install'");
    }

    @Test
    void aLockTimeoutInTheConfigurationIsEnough() {
        assertThat(found(
                        shell(QUIET, "echo 'DPkg::Lock::Timeout \"600\";' | sudo tee /etc/apt/apt.conf.d/9lock"),
                        shell("sudo DEBIAN_FRONTEND=noninteractive apt-get install -y jq")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "there, admin, true",
        "/home/admin/x, admin, true",
        "/home/ubuntu/x, admin, false",
        "/home/ubuntu/x, ubuntu, true",
        "/tmp/x, admin, true",
        "/tmpx, admin, false",
        "/opt/x, admin, false",
        "/home/agent/x, admin, false",
        "/srv/shop/x, admin, true"
    })
    void filesGoWhereTheAdminUserMayWrite(String destination, String admin, boolean fine) {
        var steps = List.of(
                shell("sudo mkdir -p /srv/shop && sudo chown admin /srv/shop"), new BuildStep.File("a", destination));
        assertThat(StepLint.check(steps, admin).isEmpty()).isEqualTo(fine);
    }

    private static List<String> found(BuildStep... steps) {
        var found = new ArrayList<String>();
        for (var finding : StepLint.check(List.of(steps), "admin")) {
            found.add(finding.rule().id() + " " + finding.subject());
        }
        return found;
    }

    private static BuildStep shell(String... commands) {
        return new BuildStep.Shell(List.of(commands));
    }
}
