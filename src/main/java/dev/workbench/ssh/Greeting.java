package dev.workbench.ssh;

import dev.workbench.remote.Dialer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Dials a machine that is still booting until an SSH server greets.
 *
 * <p>A connection that was begun before the guest's network was up can hang for seconds in TCP's own retransmissions.
 * So a silent attempt is not waited for: another one is begun beside it, and the first greeting wins.
 */
final class Greeting implements AutoCloseable {
    /** After a refusal: the machine is up, its SSH server will be soon. */
    private static final Duration RETRY = Duration.ofMillis(100);
    /** Beside a silent attempt, while nothing tells that the guest's network is up. */
    private static final Duration HEDGE = Duration.ofMillis(250);
    /** Beside a silent attempt after a refusal: then it is the server that is slow, and more load does not help. */
    private static final Duration PATIENT_HEDGE = Duration.ofSeconds(3);

    /** After a server turned us away: it has enough to do with those that it took. */
    private static final Duration BUSY = Duration.ofSeconds(1);

    private static final int MOST_AT_ONCE = 4;

    private sealed interface Outcome {
        Attempt attempt();

        record Heard(Attempt attempt, GreetedLink link) implements Outcome {}

        record Refused(Attempt attempt, String why) implements Outcome {}
    }

    private final Dialer dialer;
    private final BlockingQueue<Outcome> outcomes = new LinkedBlockingQueue<>();
    private final Deque<Attempt> pending = new ArrayDeque<>();
    private long nextNanos = System.nanoTime();
    private boolean refused;
    private String why = "no answer yet";

    Greeting(Dialer dialer) {
        this.dialer = dialer;
    }

    /** What was seen last instead of a greeting. */
    String why() {
        return why;
    }

    /** Waits up to the given time for a first line, of whatever kind. */
    Optional<GreetedLink> poll(Duration wait) throws InterruptedException {
        var until = System.nanoTime() + wait.toNanos();
        while (true) {
            var now = System.nanoTime();
            if (now >= nextNanos) {
                dial();
                nextNanos = now + (refused ? PATIENT_HEDGE : HEDGE).toNanos();
            }
            if (now >= until) {
                return Optional.empty();
            }
            var outcome = outcomes.poll(Math.min(until, nextNanos) - now, TimeUnit.NANOSECONDS);
            if (outcome != null && pending.remove(outcome.attempt())) {
                switch (outcome) {
                    case Outcome.Heard heard -> {
                        return Optional.of(heard.link());
                    }
                    case Outcome.Refused no -> {
                        why = no.why();
                        refused = true;
                        nextNanos = System.nanoTime() + RETRY.toNanos();
                    }
                }
            }
        }
    }

    /** For a server that has too many connections at once: all of ours are given up, and the next one waits a while. */
    void backOff(String reason) {
        close();
        why = reason;
        refused = true;
        nextNanos = System.nanoTime() + BUSY.toNanos();
    }

    private void dial() {
        if (pending.size() == MOST_AT_ONCE) {
            pending.removeFirst().close();
        }
        if (!pending.isEmpty() && !refused) {
            why = "no answer";
        }
        var attempt = new Attempt();
        pending.addLast(attempt);
        Thread.ofPlatform().daemon().name("ssh-greeting").start(attempt::run);
    }

    @Override
    public void close() {
        pending.forEach(Attempt::close);
        pending.clear();
    }

    private final class Attempt {
        private Dialer.@Nullable Link link;
        private boolean abandoned;

        void run() {
            outcomes.add(outcome());
        }

        private Outcome outcome() {
            try {
                var dialed = dialer.dial();
                if (!keep(dialed)) {
                    return new Outcome.Refused(this, "given up");
                }
                var greeted = GreetedLink.greet(dialed);
                if (greeted.silent()) {
                    dialed.close();
                    return new Outcome.Refused(this, "connection refused");
                }
                return new Outcome.Heard(this, greeted);
            } catch (IOException e) {
                close();
                return new Outcome.Refused(this, Reason.of(e));
            }
        }

        private synchronized boolean keep(Dialer.Link dialed) {
            if (abandoned) {
                dialed.close();
                return false;
            }
            link = dialed;
            return true;
        }

        synchronized void close() {
            abandoned = true;
            if (link != null) {
                link.close();
            }
        }
    }
}
