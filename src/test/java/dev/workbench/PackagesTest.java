package dev.workbench;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Which package may know which, so that the folder names stay the architecture. */
@AnalyzeClasses(packages = "dev.workbench", importOptions = DoNotIncludeTests.class)
class PackagesTest {

    private static final String[] ADAPTERS = {
        "dev.workbench.engine..", "dev.workbench.ssh..", "dev.workbench.packer..", "dev.workbench.provider.."
    };

    @ArchTest
    static final ArchRule topLevelPackagesFormNoCycle =
            slices().matching("dev.workbench.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule providersDoNotKnowEachOther =
            slices().matching("dev.workbench.provider.(*)..").should().notDependOnEachOther();

    @ArchTest
    static final ArchRule nothingButMainAndTheAdaptersThemselvesKnowsAnAdapter = noClasses()
            .that()
            .resideOutsideOfPackage("dev.workbench")
            .and()
            .resideOutsideOfPackages(ADAPTERS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ADAPTERS);

    @ArchTest
    static final ArchRule useCasesAndModelDoNotKnowTheCommandLineOrTheTerminal = noClasses()
            .that()
            .resideOutsideOfPackages("dev.workbench", "dev.workbench.cli..", "dev.workbench.console..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.workbench.cli..", "dev.workbench.console..");

    @ArchTest
    static final ArchRule picocliStaysInTheCommandLine = confined("picocli..", "dev.workbench", "dev.workbench.cli..");

    @ArchTest
    static final ArchRule httpStaysInTheEngineAdapter =
            confined("dev.workbench.engine.http..", "dev.workbench.engine..");

    @ArchTest
    static final ArchRule minaStaysInTheSshAdapter = confined("org.apache.sshd..", "dev.workbench.ssh..");

    @ArchTest
    static final ArchRule awsStaysInItsProvider = confined("software.amazon.awssdk..", "dev.workbench.provider.ec2..");

    @ArchTest
    static final ArchRule jlineStaysAtTheTerminal =
            confined("org.jline..", "dev.workbench.console..", "dev.workbench.cli..");

    private static ArchRule confined(String library, String... packages) {
        return classes()
                .that(DescribedPredicate.describe(
                        "use " + library,
                        (JavaClass type) -> type.getDirectDependenciesFromSelf().stream()
                                .anyMatch(each -> JavaClass.Predicates.resideInAPackage(library)
                                        .test(each.getTargetClass()))))
                .should()
                .resideInAnyPackage(packages)
                .allowEmptyShould(true);
    }
}
