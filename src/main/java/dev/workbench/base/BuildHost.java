package dev.workbench.base;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What images take over from the machine that they are made on, so that they work where it works.
 *
 * @param authorities certificate authorities that the administrator added, by file name, PEM
 * @param proxies {@code http_proxy} and its like: for the time of the build alone
 * @param aptSources the mirrors of a Debian 12 host, as lines of {@code sources.list}; empty for the tools' defaults
 */
public record BuildHost(Map<String, byte[]> authorities, Map<String, String> proxies, List<String> aptSources) {
    private static final List<String> PROXY_VARIABLES =
            List.of("http_proxy", "https_proxy", "no_proxy", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY");

    public BuildHost {
        authorities = new TreeMap<>(authorities);
        proxies = Map.copyOf(proxies);
        aptSources = List.copyOf(aptSources);
    }

    /** This machine. */
    public static BuildHost local(Map<String, String> environment) {
        var proxies = new LinkedHashMap<String, String>();
        for (var variable : PROXY_VARIABLES) {
            var value = environment.getOrDefault(variable, "");
            if (!value.isEmpty()) {
                proxies.put(variable, value);
            }
        }
        return new BuildHost(
                authorities(Path.of("/usr/local/share/ca-certificates")), proxies, AptSources.of(Path.of("/etc")));
    }

    private static Map<String, byte[]> authorities(Path directory) {
        var found = new TreeMap<String, byte[]>();
        if (Files.isDirectory(directory)) {
            try (var files = Files.newDirectoryStream(directory, "*.crt")) {
                for (var file : files) {
                    found.put(file.getFileName().toString(), Files.readAllBytes(file));
                }
            } catch (IOException e) {
                throw new UncheckedIOException("the host's certificate authorities cannot be read", e);
            }
        }
        return found;
    }
}
