package dev.workbench.provider.ec2;

import dev.workbench.host.Finding;
import dev.workbench.host.Finding.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceLifecycleType;

/** How many vCPUs an account may run at once in one region, and how many it runs. */
record QuotaCheck(Aws aws) {
    private static final List<Quota> LOOKED_AT = List.of(Quota.STANDARD, Quota.G_AND_VT, Quota.P);
    private static final int WORTH_ASKING_FOR = 4;

    /** One finding for each limit; whoever may not ask for them is warned once. */
    List<Finding> findings() {
        Map<String, Double> limits;
        try {
            limits = new ServiceQuotas(aws.region()).ofEc2();
        } catch (IOException | SdkException e) {
            return List.of(Finding.warn(
                    "quotas",
                    "cannot be asked for: " + e.getMessage(),
                    "let somebody give you " + PermissionCheck.QUOTAS + ", or see them in the console of Service"
                            + " Quotas"));
        }
        var used = used();
        return LOOKED_AT.stream()
                .flatMap(quota -> Stream.of(false, true).map(onSpot -> finding(quota, onSpot, limits, used)))
                .flatMap(Optional::stream)
                .toList();
    }

    /** vCPUs by the code of the limit that counts them. */
    private Map<String, Integer> used() {
        var used = new HashMap<String, Integer>();
        var running = Tags.filter("instance-state-name", "pending", "running");
        aws.ec2("look for instances", ec2 -> {
            ec2.describeInstancesPaginator(request -> request.filters(running)).reservations().stream()
                    .flatMap(reservation -> reservation.instances().stream())
                    .forEach(instance -> used.merge(
                            Quota.of(instance.instanceTypeAsString())
                                    .code(instance.instanceLifecycle() == InstanceLifecycleType.SPOT),
                            vcpus(instance),
                            Integer::sum));
            return used;
        });
        return used;
    }

    private static int vcpus(Instance instance) {
        var options = instance.cpuOptions();
        return options == null || options.coreCount() == null
                ? 0
                : options.coreCount()
                        * Optional.ofNullable(options.threadsPerCore()).orElse(1);
    }

    private Optional<Finding> finding(
            Quota quota, boolean onSpot, Map<String, Double> limits, Map<String, Integer> used) {
        var limit = limits.get(quota.code(onSpot));
        if (limit == null) {
            return Optional.empty();
        }
        var inUse = used.getOrDefault(quota.code(onSpot), 0);
        var found = new ArrayList<>(List.of(limit.intValue() + " vCPUs"));
        if (inUse > 0) {
            found.add(inUse + " in use");
        }
        var check = "quota " + quota.word(onSpot);
        if (limit - inUse >= quota.smallest()) {
            return Optional.of(Finding.ok(check, String.join(", ", found)));
        }
        found.add("no room for a machine");
        var more = quota.request(
                onSpot, Math.max(limit.intValue() * 2, quota.smallest() * WORTH_ASKING_FOR), aws.region());
        return Optional.of(new Finding(
                check, verdict(quota, onSpot), String.join(", ", found), Optional.of("if you need it: " + more)));
    }

    /** Most tasks need neither a GPU nor spot capacity. */
    private static Verdict verdict(Quota quota, boolean onSpot) {
        return quota == Quota.STANDARD && !onSpot ? Verdict.WARN : Verdict.INFO;
    }
}
