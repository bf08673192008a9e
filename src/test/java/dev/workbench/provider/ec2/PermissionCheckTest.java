package dev.workbench.provider.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;

class PermissionCheckTest {
    private static final Path POLICY = Path.of("src/main/resources/dev/workbench/provider/ec2/iam-policy.json");
    private static final Set<String> NO_ACTIONS = Set.of("builder", "close");

    @Test
    void whatIsCheckedIsWhatTheCodeCalls() {
        var called = new TreeSet<String>();
        for (var type : new ClassFileImporter().importPackages("dev.workbench.provider.ec2")) {
            if (!type.isEquivalentTo(PermissionCheck.class) && !isTest(type)) {
                calls(type)
                        .filter(target -> target.getOwner().isEquivalentTo(Ec2Client.class))
                        .map(AccessTarget::getName)
                        .filter(name -> !NO_ACTIONS.contains(name))
                        .forEach(name -> called.add(action(name)));
            }
        }
        assertThat(PermissionCheck.actions().keySet()).isEqualTo(called);
    }

    /** What is signed by hand, no client of the SDK shows. */
    @Test
    void whatIsSignedHereIsInThePolicyToo() {
        var calling = new TreeSet<String>();
        for (var type : new ClassFileImporter().importPackages("dev.workbench.provider.ec2")) {
            if (calls(type)
                    .anyMatch(target -> target.getOwner().isEquivalentTo(JsonService.class)
                            && target.getName().equals("call"))) {
                calling.add(type.getSimpleName());
            }
        }
        assertThat(calling)
                .containsExactly(PublicParameters.class.getSimpleName(), ServiceQuotas.class.getSimpleName());
        assertThat(PermissionCheck.policy())
                .contains(PublicParameters.ACTION, PublicParameters.RESOURCE, "servicequotas:" + ServiceQuotas.ACTION);
    }

    private static boolean isTest(JavaClass type) {
        return type.getSource()
                .map(source -> source.getUri().toString().contains("test-classes"))
                .orElse(false);
    }

    private static Stream<AccessTarget> calls(JavaClass type) {
        return Stream.concat(type.getMethodCallsFromSelf().stream(), type.getMethodReferencesFromSelf().stream())
                .map(JavaCodeUnitAccess::getTarget);
    }

    /** {@code describeImagesPaginator} is {@code DescribeImages}. */
    private static String action(String method) {
        var name = method.replaceFirst("Paginator$", "");
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    /** Run with {@code -Dpolicy.refresh=true} to write it anew. */
    @Test
    void theWrittenPolicyIsThatOfTheChecks() throws IOException {
        if (Boolean.getBoolean("policy.refresh")) {
            Files.writeString(POLICY, PermissionCheck.policy());
        }
        assertThat(Files.readString(POLICY)).isEqualTo(PermissionCheck.policy());
    }
}
