package dev.workbench.provider.ec2;

import dev.workbench.json.Json;
import dev.workbench.vm.Ownership;
import dev.workbench.vm.VmIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * What cloud-init does when an instance first boots: it gets our host key and no other, and a timer that ends it at its
 * expiry even if nobody ever comes back.
 *
 * <p>Instances show their user data, which holds the host's private key, at a link-local address. Only root may ask there.
 */
final class UserData {
    private static final String HEAD = "#cloud-config\n";
    private static final String EXPIRY = "/usr/local/sbin/workbench-expiry";
    private static final String EACH_BOOT = "/var/lib/cloud/scripts/per-boot/workbench";
    private static final String STRIP = "strip.sh";

    private UserData() {}

    /** In Base64, as the API wants it. */
    static String encoded(VmIdentity identity, Instant expires) {
        return Base64.getEncoder().encodeToString(text(identity, expires).getBytes(StandardCharsets.UTF_8));
    }

    /** JSON is YAML: nothing has to be quoted in other ways. */
    static String text(VmIdentity identity, Instant expires) {
        return HEAD
                + Json.line(Map.of(
                        "hostname",
                        identity.hostname(),
                        "manage_etc_hosts",
                        "localhost",
                        "ssh_deletekeys",
                        true,
                        "ssh_keys",
                        Map.of(
                                "ed25519_private", identity.hostPrivateKey(),
                                "ed25519_public", identity.hostPublicKey()),
                        "ssh_pwauth",
                        false,
                        "disable_root",
                        true,
                        "no_ssh_fingerprints",
                        true,
                        "ssh",
                        Map.of("emit_keys_to_console", false),
                        "write_files",
                        List.of(
                                script(
                                        EXPIRY,
                                        resource("expiry.sh")
                                                .formatted(expires.getEpochSecond(), Ownership.LABEL_EXPIRES)),
                                script(EACH_BOOT, resource("boot.sh").formatted(EXPIRY)))));
    }

    /** A script for root that takes away what makes one machine of an instance; {@code adminKey} is let in no more. */
    static String strip(String admin) {
        return "admin=" + admin + "\n" + resource(STRIP);
    }

    private static Map<String, String> script(String path, String content) {
        return Map.of("path", path, "permissions", "0755", "owner", "root:root", "content", content);
    }

    private static String resource(String name) {
        try (var resource = UserData.class.getResourceAsStream(name)) {
            if (resource == null) {
                throw new IllegalStateException("the program lacks its resource " + name);
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
