package dev.workbench.provider.ec2;

import dev.workbench.error.ExitCode;
import dev.workbench.error.WorkbenchException;
import dev.workbench.vm.Holding.Kind;
import dev.workbench.vm.Inventory.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** Deletes things by their ids and waits until they are gone. */
record Ec2Deletion(Aws aws) {
    private static final Duration FIRST_LOOK = Duration.ofSeconds(1);
    private static final Duration RARE_LOOK = Duration.ofSeconds(10);
    private static final Duration END_LIMIT = Duration.ofMinutes(8);
    private static final Duration DETACH_LIMIT = Duration.ofMinutes(2);
    private static final int AT_ONCE = 100;
    private static final int SIDE_BY_SIDE = 4;
    /** As many as AWS takes. */
    private static final int FILTER_VALUES = 200;

    private static final Set<String> IN_USE = Set.of(
            "DependencyViolation",
            "VolumeInUse",
            "InvalidSnapshot.InUse",
            "InvalidIPAddress.InUse",
            "InvalidGroup.InUse");

    List<Refusal> delete(Kind kind, List<String> ids) {
        var refused = new LinkedHashMap<String, String>();
        switch (kind) {
            case INSTANCE -> {
                inBatches(ids, refused, batch -> aws.client().terminateInstances(call -> call.instanceIds(batch)));
                awaitEnd(ids, refused);
            }
            case SPOT_REQUEST ->
                inBatches(
                        ids,
                        refused,
                        batch -> aws.client().cancelSpotInstanceRequests(call -> call.spotInstanceRequestIds(batch)));
            case IMAGE -> oneByOne(ids, refused, id -> ec2 -> ec2.deregisterImage(call -> call.imageId(id)));
            case SNAPSHOT -> oneByOne(ids, refused, id -> ec2 -> ec2.deleteSnapshot(call -> call.snapshotId(id)));
            case VOLUME -> oneByOne(ids, refused, id -> ec2 -> ec2.deleteVolume(call -> call.volumeId(id)));
            case ADDRESS -> oneByOne(ids, refused, id -> ec2 -> ec2.releaseAddress(call -> call.allocationId(id)));
            case SECURITY_GROUP ->
                oneByOne(ids, refused, id -> ec2 -> ec2.deleteSecurityGroup(call -> call.groupId(id)));
            case KEY_PAIR -> oneByOne(ids, refused, id -> ec2 -> ec2.deleteKeyPair(call -> call.keyPairId(id)));
            case ENVIRONMENT, VM, CONTAINER, IMAGE_DRAFT, NETWORK -> {}
        }
        return refused.entrySet().stream()
                .map(entry -> new Refusal(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** AWS does all of a batch or nothing of it: one that is gone or protected must not save the others. */
    private void inBatches(List<String> ids, Map<String, String> refused, Consumer<List<String>> call) {
        for (int start = 0; start < ids.size(); start += AT_ONCE) {
            var batch = ids.subList(start, Math.min(ids.size(), start + AT_ONCE));
            try {
                call.accept(batch);
            } catch (SdkException e) {
                if (isHopeless(e)) {
                    throw AwsErrors.translate(e, "delete " + batch.getFirst());
                }
                oneByOne(batch, refused, id -> ec2 -> call.accept(List.of(id)));
            }
        }
    }

    /** Deletes each; what is in use is tried again, all together, until it is not. */
    private void oneByOne(List<String> ids, Map<String, String> refused, Calls calls) {
        var left = inUse(ids, refused, calls);
        var pauses = new Pauses(FIRST_LOOK, RARE_LOOK, DETACH_LIMIT);
        while (!left.isEmpty() && pauses.another()) {
            left = inUse(left, refused, calls);
        }
    }

    private List<String> inUse(List<String> ids, Map<String, String> refused, Calls calls) {
        var busy = new ArrayList<String>();
        for (var outcome : sideBySide(ids, calls)) {
            if (outcome.refusal().isEmpty()) {
                refused.remove(outcome.id());
            } else {
                refused.put(outcome.id(), outcome.refusal());
            }
            if (outcome.isBusy()) {
                busy.add(outcome.id());
            }
        }
        return busy;
    }

    private interface Calls {
        Consumer<Ec2Client> of(String id);
    }

    /**
     * What became of one deletion.
     *
     * @param refusal why it was refused; empty when the thing is gone
     */
    private record Outcome(String id, String refusal, boolean isBusy) {}

    /** AWS lets these calls through a few a second; what is too fast is slowed down by the SDK's retries. */
    private List<Outcome> sideBySide(List<String> ids, Calls calls) {
        var threads = Executors.newFixedThreadPool(
                SIDE_BY_SIDE, Thread.ofPlatform().daemon().name("delete-", 0).factory());
        try {
            var attempts = ids.stream()
                    .map(id -> threads.submit(() -> attempt(id, calls.of(id))))
                    .toList();
            var outcomes = new ArrayList<Outcome>();
            for (var attempt : attempts) {
                outcomes.add(attempt.get());
            }
            return outcomes;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof WorkbenchException hopeless) {
                throw hopeless;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw WorkbenchException.of(ExitCode.INTERRUPTED, "interrupted", "interrupted");
        } finally {
            threads.shutdownNow();
        }
    }

    private Outcome attempt(String id, Consumer<Ec2Client> call) {
        try {
            call.accept(aws.client());
            return new Outcome(id, "", false);
        } catch (SdkException e) {
            var code = AwsErrors.code(e);
            if (isGone(code)) {
                return new Outcome(id, "", false);
            }
            var failure = AwsErrors.translate(e, "delete " + id);
            if (isHopeless(e)) {
                throw failure;
            }
            return IN_USE.contains(code)
                    ? new Outcome(id, "still in use: " + AwsErrors.message(e), true)
                    : new Outcome(id, failure.message(), false);
        }
    }

    private static boolean isGone(String code) {
        return code.endsWith(".NotFound") || code.equals("InvalidAMIID.Unavailable");
    }

    /** Without credentials or a network, what fails once fails for all. */
    private static boolean isHopeless(SdkException failure) {
        var code = AwsErrors.code(failure);
        return code.isEmpty() || AwsErrors.translate(failure, "delete").code().startsWith("credentials_");
    }

    private void awaitEnd(List<String> ids, Map<String, String> refused) {
        var waiting = new HashSet<>(ids);
        waiting.removeAll(refused.keySet());
        var pauses = new Pauses(FIRST_LOOK, RARE_LOOK, END_LIMIT);
        var alive = alive(waiting);
        while (!alive.isEmpty() && pauses.another()) {
            alive = alive(alive);
        }
        alive.forEach(id -> refused.put(id, "it was told to terminate and has not"));
    }

    private Set<String> alive(Set<String> ids) {
        var alive = new HashSet<String>();
        var all = List.copyOf(ids);
        for (int start = 0; start < all.size(); start += FILTER_VALUES) {
            var batch = all.subList(start, Math.min(all.size(), start + FILTER_VALUES));
            aws
                    .ec2(
                            "look for instances",
                            ec2 -> ec2.describeInstances(
                                    call -> call.filters(Tags.filter("instance-id", batch.toArray(String[]::new)))))
                    .reservations()
                    .stream()
                    .flatMap(reservation -> reservation.instances().stream())
                    .filter(instance -> !Instances.isTerminated(instance))
                    .forEach(instance -> alive.add(instance.instanceId()));
        }
        return alive;
    }
}
