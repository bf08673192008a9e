package dev.workbench.base;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** The process that makes an image: its machine, its number, and when it started (numbers are used again). */
record Maker(String host, long process, long startedMillis) {
    static Maker self() {
        var self = ProcessHandle.current();
        return new Maker(hostName(), self.pid(), started(self));
    }

    /** The inverse of {@link #toString}; anything else is a maker that is not known to be dead. */
    static Maker parse(String text) {
        var parts = text.split("/", -1);
        try {
            return new Maker(parts[0], Long.parseLong(parts[1]), Long.parseLong(parts[2]));
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            return new Maker("", 0, 0);
        }
    }

    /** Only a process of this machine can be known to be dead. */
    boolean isDead() {
        return host.equals(hostName())
                && ProcessHandle.of(process)
                        .filter(handle -> started(handle) == startedMillis)
                        .isEmpty();
    }

    @Override
    public String toString() {
        return host + "/" + process + "/" + startedMillis;
    }

    private static long started(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    private static String hostName() {
        var kernel = Path.of("/proc/sys/kernel/hostname");
        try {
            return Files.exists(kernel)
                    ? Files.readString(kernel).strip()
                    : InetAddress.getLocalHost().getHostName();
        } catch (IOException e) {
            return "localhost";
        }
    }
}
