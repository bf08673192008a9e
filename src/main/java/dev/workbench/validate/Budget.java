package dev.workbench.validate;

import java.util.ArrayDeque;
import java.util.Queue;

/**
 * How much may run at once: so many jobs, CPUs and GiB of memory. Whoever came first goes first, so that a large task is not
 * kept waiting by small ones. What asks for more than there is runs alone.
 */
final class Budget {
    private final int mostCpus;
    private final int mostGib;
    private final Queue<Long> waiting = new ArrayDeque<>();
    private long tickets;
    private int jobs;
    private int cpus;
    private int gib;

    Budget(int jobs, int cpus, int gib) {
        this.jobs = jobs;
        this.mostCpus = Math.max(1, cpus);
        this.mostGib = Math.max(1, gib);
        this.cpus = mostCpus;
        this.gib = mostGib;
    }

    /** What a job needs while it runs. */
    record Share(int cpus, int gib) {}

    /** Waits for its turn; closing the result gives the share back. */
    synchronized Taken take(Share wanted) throws InterruptedException {
        var share = new Share(Math.min(wanted.cpus(), mostCpus), Math.min(wanted.gib(), mostGib));
        Long ticket = tickets++;
        waiting.add(ticket);
        try {
            while (!ticket.equals(waiting.peek()) || jobs < 1 || cpus < share.cpus() || gib < share.gib()) {
                wait();
            }
            jobs--;
            cpus -= share.cpus();
            gib -= share.gib();
        } finally {
            waiting.remove(ticket);
            notifyAll();
        }
        return new Taken(share);
    }

    private synchronized void give(Share share) {
        jobs++;
        cpus += share.cpus();
        gib += share.gib();
        notifyAll();
    }

    /** A share that is in use. */
    final class Taken implements AutoCloseable {
        private final Share share;

        private Taken(Share share) {
            this.share = share;
        }

        @Override
        public void close() {
            give(share);
        }
    }
}
