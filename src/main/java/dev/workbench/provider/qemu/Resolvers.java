package dev.workbench.provider.qemu;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The name servers that a guest can use: the host's, but not one that only the host itself can reach. */
final class Resolvers {
    private static final List<String> FILES = List.of("etc/resolv.conf", "run/systemd/resolve/resolv.conf");

    private Resolvers() {}

    /** {@code root} is the directory that stands for {@code /}; the first file that names a usable server counts. */
    static List<String> of(Path root) {
        return FILES.stream()
                .map(root::resolve)
                .map(Resolvers::servers)
                .filter(servers -> !servers.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    private static List<String> servers(Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .map(line -> line.strip().split("\\s+"))
                    .filter(words -> words.length >= 2 && words[0].equals("nameserver"))
                    .map(words -> words[1])
                    .filter(address -> address.matches("[0-9.]+") && !address.startsWith("127."))
                    .limit(3)
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
