package dev.workbench.run;

import dev.workbench.error.WorkbenchException;
import dev.workbench.host.Checks;
import dev.workbench.host.Diagnosis;
import dev.workbench.host.Facts;
import dev.workbench.host.Finding;
import dev.workbench.host.Mender;
import dev.workbench.host.Repair;
import dev.workbench.host.Step;
import dev.workbench.host.Surroundings;
import dev.workbench.host.Survey;
import dev.workbench.vm.AccountCheck;
import dev.workbench.vm.Metered;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Finds out whether tasks can run on this machine, and makes it so. */
public final class DoctorTask {
    private final Workbench workbench;
    private final Survey survey;

    public DoctorTask(Workbench workbench) {
        this.workbench = workbench;
        this.survey =
                new Survey(Path.of("/"), workbench.variables(), workbench.engine(), workbench.parts()::whyEmulated);
    }

    public Diagnosis examine() {
        var findings = new ArrayList<>(Checks.judge(survey.facts()).findings());
        var home = workbench.home();
        findings.addAll(
                new Surroundings(Path.of("/"), workbench.variables(), List.of(home.state(), home.cache())).findings());
        return new Diagnosis(findings);
    }

    /** What a cloud lets its user do there, as that provider's own check finds it; changes nothing. */
    public Diagnosis examineAccount(String provider) {
        var cloud = workbench.parts().providers().named(provider);
        var findings = new ArrayList<Finding>();
        cloud.ability(Metered.class).ifPresent(metered -> findings.add(Finding.ok("account", metered.account())));
        cloud.ability(AccountCheck.class).map(AccountCheck::examine).ifPresent(findings::addAll);
        return new Diagnosis(findings);
    }

    /**
     * Makes the machine ready; does nothing when it is.
     *
     * @param consent asked, with the steps, before anything is changed
     * @throws WorkbenchException (exit code 3) when it cannot be made ready from here
     */
    public void mend(Predicate<List<Step>> consent) {
        Facts facts = survey.facts();
        switch (Repair.of(facts)) {
            case Repair.Nothing nothing -> {}
            case Repair.ByHand(var advice) -> throw advice;
            case Repair.Possible(var steps) -> {
                if (!consent.test(steps)) {
                    throw WorkbenchException.notReady("not_mended", "nothing was changed, and the machine is not ready")
                            .hint("run it again when you like: workbench doctor --fix");
                }
                var mender = new Mender(workbench.home().logs(), survey::engineAnswers, workbench.progress());
                steps.forEach(mender::take);
            }
        }
    }
}
