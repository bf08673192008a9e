package dev.workbench.provider.ec2;

import dev.workbench.error.WorkbenchException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** What this process has made and AWS may not show yet to whoever looks for it. */
final class Launched {
    private static final Set<String> REFUSALS = Set.of("no_capacity", "over_quota");

    private final Map<String, String> groups = new ConcurrentHashMap<>();
    private final Set<String> unanswered = ConcurrentHashMap.newKeySet();

    /** The security group that was made for a VM. */
    void group(String name, String id) {
        groups.put(name, id);
    }

    Optional<String> group(String name) {
        return Optional.ofNullable(groups.get(name));
    }

    /** Starts an instance; when AWS gives no answer, one may appear a little later. */
    <T> T uncertain(String name, Supplier<T> start) {
        unanswered.add(name);
        try {
            var started = start.get();
            unanswered.remove(name);
            return started;
        } catch (WorkbenchException e) {
            if (REFUSALS.contains(e.code()) || e.getCause() instanceof AwsServiceException) {
                unanswered.remove(name);
            }
            throw e;
        }
    }

    boolean isUncertain(String name) {
        return unanswered.contains(name);
    }

    void forget(String name) {
        groups.remove(name);
        unanswered.remove(name);
    }
}
