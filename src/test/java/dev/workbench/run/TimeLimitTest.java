package dev.workbench.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.workbench.error.ExitCode;
import dev.workbench.error.WorkbenchException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TimeLimitTest {
    @Test
    void workThatEndsInTimeIsLeftAlone() {
        var stopped = new CountDownLatch(1);

        assertThat(TimeLimit.on(() -> 42, Duration.ofHours(1), stopped::countDown)
                        .get())
                .isEqualTo(42);
        assertThatThrownBy(() -> TimeLimit.on(TimeLimitTest::fail, Duration.ofHours(1), stopped::countDown)
                        .get())
                .hasMessage("it is gone");
        assertThat(stopped.getCount()).isEqualTo(1);
    }

    @Test
    void workThatTakesTooLongIsStoppedUntilItNotices() {
        var stopped = new CountDownLatch(2);
        var work = TimeLimit.on(
                () -> {
                    try {
                        stopped.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    return fail();
                },
                Duration.ofMillis(20),
                stopped::countDown);

        assertThatThrownBy(work::get).isInstanceOfSatisfying(WorkbenchException.class, failure -> {
            assertThat(failure.code()).isEqualTo(TimeLimit.CODE);
            assertThat(failure.exit()).isEqualTo(ExitCode.TIMEOUT);
            assertThat(failure.message()).contains("0.02s");
        });
    }

    private static int fail() {
        throw WorkbenchException.provider("container_stopped", "it is gone");
    }
}
