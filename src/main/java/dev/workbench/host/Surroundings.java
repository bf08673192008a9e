package dev.workbench.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What stands between this machine and the internet, and what runs workbench: no verdict on them, but worth knowing. */
public final class Surroundings {
    private static final List<String> PROXIES = List.of("https_proxy", "HTTPS_PROXY", "http_proxy", "HTTP_PROXY");
    private static final Pattern LOOPBACK =
            Pattern.compile("([a-z0-9+.-]+://)?([*]{3}@)?(localhost|127\\.[0-9.]+|\\[::1])([:/].*)?");

    /** Logs and records are small; what is large is the engine's. */
    private static final long ROOM_WANTED = 200_000_000;

    private static final List<String> BUNDLES = List.of("SSL_CERT_FILE", "CURL_CA_BUNDLE", "REQUESTS_CA_BUNDLE");

    private final Path root;
    private final Map<String, String> variables;
    private final List<Path> directories;

    /**
     * Looks at nothing yet.
     *
     * @param root the directory that stands for {@code /}
     * @param variables the process environment
     * @param directories workbench's own, which may not be there yet
     */
    public Surroundings(Path root, Map<String, String> variables, List<Path> directories) {
        this.root = root;
        this.variables = variables;
        this.directories = List.copyOf(directories);
    }

    public List<Finding> findings() {
        var findings = new ArrayList<Finding>();
        findings.add(Finding.info(
                "Java", Runtime.version() + " in " + System.getProperty("java.home", "a place that is not known")));
        directories.forEach(directory -> room(directory).ifPresent(findings::add));
        proxy().ifPresent(findings::add);
        bundle().ifPresent(findings::add);
        authorities().ifPresent(findings::add);
        return findings;
    }

    /** Told only when something is wrong with it. */
    private Optional<Finding> room(Path directory) {
        var there = directory.toAbsolutePath();
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        if (!Files.isWritable(there) || !Files.isDirectory(there)) {
            return Optional.of(Finding.fail(
                    "directory " + directory,
                    there + " cannot be written",
                    "make it yours, or name others with XDG_STATE_HOME and XDG_CACHE_HOME"));
        }
        try {
            var free = Files.getFileStore(there).getUsableSpace();
            return free >= ROOM_WANTED
                    ? Optional.empty()
                    : Optional.of(Finding.warn(
                            "directory " + directory,
                            free / 1_000_000 + " MB free",
                            "make room there, or name others with XDG_STATE_HOME and XDG_CACHE_HOME"));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private Optional<Finding> proxy() {
        return PROXIES.stream()
                .filter(name -> !variables.getOrDefault(name, "").isBlank())
                .findFirst()
                .map(name -> proxy(name, masked(variables.getOrDefault(name, ""))));
    }

    private static Finding proxy(String name, String address) {
        return LOOPBACK.matcher(address).matches()
                ? Finding.warn(
                        "proxy",
                        address + " (" + name + "): no container or VM reaches it there",
                        "name an address of this machine that containers reach, such as the engine's 172.17.0.1")
                : Finding.info("proxy", address + " (" + name + "); what is built goes through it");
    }

    /** Without a password. */
    private static String masked(String address) {
        return address.replaceFirst("(?s)^([a-z0-9+.-]+://)?.*@", "$1***@");
    }

    private Optional<Finding> bundle() {
        return BUNDLES.stream()
                .filter(name -> !variables.getOrDefault(name, "").isBlank())
                .filter(name -> !Files.isReadable(Path.of(variables.getOrDefault(name, ""))))
                .findFirst()
                .map(name -> Finding.warn(
                        "certificates",
                        name + " names a file that cannot be read: " + variables.getOrDefault(name, ""),
                        "correct the variable, or unset it"));
    }

    private Optional<Finding> authorities() {
        try (var files = Files.list(root.resolve("usr/local/share/ca-certificates"))) {
            long own = files.filter(file -> file.toString().endsWith(".crt")).count();
            return own == 0
                    ? Optional.empty()
                    : Optional.of(Finding.info(
                            "certificates", own + " of this machine's own; builds trust what this machine trusts"));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
