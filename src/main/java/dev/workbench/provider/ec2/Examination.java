package dev.workbench.provider.ec2;

import dev.workbench.host.Finding;
import dev.workbench.vm.AccountCheck;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Looks at an account before anything is created in it. */
record Examination(Aws aws, Options options) implements AccountCheck {
    @Override
    public List<Finding> examine() {
        return Stream.of(
                        List.of(CredentialsCheck.finding(aws.account().expires(), Instant.now())),
                        new PlacementCheck(aws, options).findings(),
                        new QuotaCheck(aws).findings(),
                        new PermissionCheck(aws).findings())
                .flatMap(List::stream)
                .toList();
    }
}
