package dev.workbench.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What stands between this machine and the internet, and what runs workbench: no verdict on them, but worth knowing. */
public final class Surroundings {
    private static final List<String> PROXIES = List.of("https_proxy", "HTTPS_PROXY", "http_proxy", "HTTP_PROXY");
    private static final List<String> BUNDLES = List.of("SSL_CERT_FILE", "CURL_CA_BUNDLE", "REQUESTS_CA_BUNDLE");

    private final Path root;
    private final Map<String, String> variables;

    /**
     * Looks at nothing yet.
     *
     * @param root the directory that stands for {@code /}
     * @param variables the process environment
     */
    public Surroundings(Path root, Map<String, String> variables) {
        this.root = root;
        this.variables = variables;
    }

    public List<Finding> findings() {
        var findings = new ArrayList<Finding>();
        findings.add(Finding.info(
                "Java", Runtime.version() + " in " + System.getProperty("java.home", "a place that is not known")));
        proxy().ifPresent(findings::add);
        bundle().ifPresent(findings::add);
        authorities().ifPresent(findings::add);
        return findings;
    }

    private Optional<Finding> proxy() {
        return PROXIES.stream()
                .filter(name -> !variables.getOrDefault(name, "").isBlank())
                .findFirst()
                .map(name -> Finding.info(
                        "proxy",
                        masked(variables.getOrDefault(name, "")) + " (" + name
                                + "); base images are built through it"));
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
