package dev.workbench.validate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class BudgetTest {
    @Test
    void noMoreRunsAtOnceThanThereIs() throws Exception {
        var budget = new Budget(8, 3, 100);
        var used = new AtomicInteger();
        var most = new AtomicInteger();
        try (var threads = Executors.newFixedThreadPool(8)) {
            var jobs = new ArrayList<Callable<Void>>();
            for (int i = 0; i < 40; i++) {
                int cpus = 1 + i % 2;
                jobs.add(() -> {
                    try (var _ = budget.take(new Budget.Share(cpus, 1))) {
                        most.accumulateAndGet(used.addAndGet(cpus), Math::max);
                        Thread.sleep(2);
                        used.addAndGet(-cpus);
                    }
                    return null;
                });
            }
            for (var job : threads.invokeAll(jobs)) {
                job.get();
            }
        }
        assertThat(used).hasValue(0);
        assertThat(most.get()).isBetween(2, 3);
    }

    @Test
    void whatAsksForMoreThanThereIsRunsAlone() throws Exception {
        var budget = new Budget(2, 2, 2);
        try (var _ = budget.take(new Budget.Share(64, 256))) {
            assertThat(takes(budget, 1)).isFalse();
        }
        assertThat(takes(budget, 1)).isTrue();
    }

    @Test
    void aLargeOneIsNotOvertakenForEver() throws Exception {
        var budget = new Budget(8, 2, 8);
        var order = new ConcurrentLinkedQueue<String>();
        var first = budget.take(new Budget.Share(1, 1));
        var large = run(budget, 2, "large", order);
        var small = run(budget, 1, "small", order);
        first.close();
        large.join();
        small.join();
        assertThat(order).containsExactly("large", "small");
    }

    /** Waits until the thread waits. */
    private static Thread run(Budget budget, int cpus, String name, ConcurrentLinkedQueue<String> order)
            throws InterruptedException {
        var thread = Thread.ofPlatform().daemon().start(() -> {
            try (var _ = budget.take(new Budget.Share(cpus, 1))) {
                order.add(name);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        while (thread.getState() != Thread.State.WAITING) {
            Thread.sleep(5);
        }
        return thread;
    }

    private static boolean takes(Budget budget, int cpus) throws InterruptedException {
        var taken = new CountDownLatch(1);
        var thread = Thread.ofPlatform().daemon().start(() -> {
            try (var _ = budget.take(new Budget.Share(cpus, 1))) {
                taken.countDown();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        var result = taken.await(200, TimeUnit.MILLISECONDS);
        thread.interrupt();
        thread.join();
        return result;
    }
}
