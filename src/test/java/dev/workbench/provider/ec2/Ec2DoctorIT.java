package dev.workbench.provider.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workbench.home.Home;
import dev.workbench.host.Finding;
import dev.workbench.host.Finding.Verdict;
import dev.workbench.provider.ec2.lab.Ec2Lab;
import dev.workbench.provider.ec2.lab.Fault;
import dev.workbench.provider.ec2.lab.Reply;
import dev.workbench.vm.AccountCheck;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code doctor --aws} finds out about an account, and what it advises. */
class Ec2DoctorIT {
    @TempDir
    private static Path home;

    private static Ec2Lab aws;

    @BeforeAll
    static void open() {
        aws = new Ec2Lab();
        aws.enter();
    }

    @AfterAll
    static void close() {
        aws.close();
    }

    @AfterEach
    void calm() {
        aws.calm();
    }

    private static List<Finding> examine(Options options) {
        return new Ec2Vms(new Home(home, home, home), options)
                .ability(AccountCheck.class)
                .orElseThrow()
                .examine();
    }

    private static List<Finding> examine() {
        return examine(options(Optional.empty(), Options.Address.PRIVATE));
    }

    private static Options options(Optional<String> subnet, Options.Address address) {
        return new Options(subnet, Optional.empty(), Optional.of("203.0.113.7/32"), address, 8, Optional.empty());
    }

    private static Finding finding(List<Finding> all, String check) {
        return all.stream()
                .filter(finding -> finding.check().equals(check))
                .findFirst()
                .orElseThrow(() -> new AssertionError(check + " is not in " + all));
    }

    @Test
    void anAccountInOrderHasOnlyRemarks() {
        var found = examine();
        assertThat(found).extracting(Finding::verdict).doesNotContain(Verdict.FAIL, Verdict.WARN);
        assertThat(finding(found, "ec2:RunInstances").found()).isEqualTo("permitted");
        assertThat(finding(found, "subnet in us-east-1b").found()).contains("free addresses");
        assertThat(finding(found, "ingress").found()).contains("203.0.113.7/32");
        assertThat(finding(found, "quota Running On-Demand G and VT instances").found())
                .isEqualTo("8 vCPUs");
    }

    @Test
    void aQuotaThatLetsNothingStartComesWithTheCallThatAsksForMore() {
        var found = finding(examine(), "quota All G and VT Spot Instance Requests");
        assertThat(found.verdict()).isEqualTo(Verdict.INFO);
        assertThat(found.remedy().orElseThrow())
                .contains("aws service-quotas request-service-quota-increase")
                .contains("--quota-code L-3819A6DF")
                .contains("--region us-east-1");
    }

    @Test
    void whoMayNotAskForQuotasIsWarned() {
        aws.bring((call, api) -> call.action().equals("ListServiceQuotas")
                ? Optional.of(new Reply(400, "{\"__type\":\"AccessDeniedException\",\"Message\":\"not you\"}"))
                : Optional.empty());
        var found = finding(examine(), "quotas");
        assertThat(found.verdict()).isEqualTo(Verdict.WARN);
        assertThat(found.found()).contains("AccessDeniedException: not you");
        assertThat(found.remedy().orElseThrow()).contains("servicequotas:ListServiceQuotas");
    }

    @Test
    void aMissingPermissionIsAFailure() {
        aws.bring(Fault.refusing("ImportKeyPair", 1, 403, "UnauthorizedOperation"));
        assertThat(finding(examine(), "ec2:ImportKeyPair").verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void aSubnetThatIsNotThereIsAFailure() {
        var found = examine(options(Optional.of("subnet-0123456789abcdef0"), Options.Address.PRIVATE));
        assertThat(finding(found, "subnet").verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void aFullSubnetIsAWarning() {
        aws.bring(Fault.changing(
                call -> call.action().equals("DescribeSubnets"),
                reply -> new Reply(
                        reply.status(),
                        reply.body().replaceAll("<availableIpAddressCount>\\d+<", "<availableIpAddressCount>0<"))));
        assertThat(finding(examine(), "subnet in us-east-1a").verdict()).isEqualTo(Verdict.WARN);
    }

    @Test
    void aSubnetWithoutPublicAddressesIsAWarningWhereThoseAreWanted() {
        aws.bring(Fault.saying(
                "DescribeSubnets",
                "<mapPublicIpOnLaunch>false</mapPublicIpOnLaunch>",
                "<mapPublicIpOnLaunch>true</mapPublicIpOnLaunch>"));
        var found = examine(options(Optional.empty(), Options.Address.PUBLIC));
        assertThat(finding(found, "address").remedy().orElse("")).contains("WORKBENCH_EC2_ADDRESS=private");
    }

    @Test
    void credentialsThatEndSoonAreAWarning() {
        var now = Instant.parse("2026-01-01T10:00:00Z");
        assertThat(CredentialsCheck.finding(Optional.of(now.plusSeconds(600)), now)
                        .verdict())
                .isEqualTo(Verdict.WARN);
        assertThat(CredentialsCheck.finding(Optional.of(now.plusSeconds(6000)), now)
                        .verdict())
                .isEqualTo(Verdict.OK);
    }
}
