package dev.workbench.provider.qemu;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.workbench.base.Bundled;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a snapshot has to agree with to be resumed, as one SHA-256: the image (and with it QEMU and the guest's disk, which
 * are in it), QEMU's command line (and with it memory, cores and devices), the processor when it is the host's own, and
 * the scripts that make and resume it. Each value is preceded by its length in bytes.
 */
record SnapshotKey(String image, CommandLine commandLine, Path root) {
    private static final String FORMAT = "vm-snapshot 1";
    private static final Pattern PROCESSOR =
            Pattern.compile("^(?:vendor_id|cpu family|model|stepping|microcode|flags)\\s*:.*$", Pattern.MULTILINE);

    String text() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            add(digest, FORMAT.getBytes(UTF_8));
            add(digest, image.getBytes(UTF_8));
            add(digest, MachineFiles.lines(commandLine.resume()));
            add(digest, processor().getBytes(UTF_8));
            for (var scripts : List.of(SnapshotFiles.MAKING, SnapshotFiles.RESUMING)) {
                scripts.forEach(name -> add(digest, Bundled.file(SnapshotKey.class, name)));
            }
            return "sha256:" + HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void add(MessageDigest digest, byte[] value) {
        digest.update((value.length + " ").getBytes(UTF_8));
        digest.update(value);
    }

    /** An emulated processor is the same everywhere; a real one, under a host's kernel, is not. */
    private String processor() {
        return switch (commandLine.accelerator()) {
            case Accelerator.Emulation _ -> "emulated";
            case Accelerator.Kvm _ -> read("proc/sys/kernel/osrelease") + firstProcessor();
        };
    }

    private String firstProcessor() {
        var first = read("proc/cpuinfo").split("\\n\\n", 2)[0];
        return PROCESSOR.matcher(first).results().map(line -> line.group()).collect(Collectors.joining("\n"));
    }

    private String read(String file) {
        try {
            return Files.readString(root.resolve(file));
        } catch (IOException e) {
            return "unknown\n";
        }
    }
}
