package dev.workbench.container;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A container to create. Immutable; made by {@link #of}.
 *
 * @param networkMode a network's name, {@code none}, or {@code container:<id>}; empty for the engine's default
 * @param address a fixed IPv4 address in that network
 * @param mounts volumes and tmpfs
 * @param gpus how many GPUs to request through the engine's device requests (-1: all)
 * @param hosts names for {@code /etc/hosts} with their addresses
 */
public record ContainerSpec(
        String image,
        String name,
        List<String> command,
        Map<String, String> labels,
        Map<String, String> environment,
        String networkMode,
        Optional<String> address,
        List<Mount> mounts,
        List<String> devices,
        List<String> capabilities,
        List<String> securityOptions,
        Map<String, String> sysctls,
        Map<String, String> hosts,
        List<String> dns,
        OptionalDouble cpus,
        OptionalLong memoryBytes,
        OptionalLong storageBytes,
        OptionalInt gpus,
        String hostname,
        String user,
        String directory,
        boolean init,
        boolean autoRemove) {

    /** A volume by name (created when missing), or a tmpfs. */
    public sealed interface Mount {
        String target();

        record Volume(String name, String target, boolean readOnly) implements Mount {}

        /** A directory of the engine's own machine. */
        record Bind(String source, String target, boolean readOnly) implements Mount {}

        record Tmpfs(String target, String options) implements Mount {}
    }

    public static Builder of(String image) {
        return new Builder(image);
    }

    /** Collects what a container needs; everything left out is the engine's default. */
    public static final class Builder {
        private final String image;
        private String name = "";
        private List<String> command = List.of();
        private final Map<String, String> labels = new LinkedHashMap<>();
        private final Map<String, String> environment = new LinkedHashMap<>();
        private String networkMode = "";
        private Optional<String> address = Optional.empty();
        private final List<Mount> mounts = new ArrayList<>();
        private final List<String> devices = new ArrayList<>();
        private final List<String> capabilities = new ArrayList<>();
        private final List<String> securityOptions = new ArrayList<>();
        private final Map<String, String> sysctls = new LinkedHashMap<>();
        private final Map<String, String> hosts = new LinkedHashMap<>();
        private List<String> dns = List.of();
        private OptionalDouble cpus = OptionalDouble.empty();
        private OptionalLong memoryBytes = OptionalLong.empty();
        private OptionalLong storageBytes = OptionalLong.empty();
        private OptionalInt gpus = OptionalInt.empty();
        private String hostname = "";
        private String user = "";
        private String directory = "";
        private boolean init;
        private boolean autoRemove;

        private Builder(String image) {
            this.image = image;
        }

        public Builder name(String value) {
            name = value;
            return this;
        }

        public Builder command(String... words) {
            return command(List.of(words));
        }

        public Builder command(List<String> words) {
            command = List.copyOf(words);
            return this;
        }

        public Builder labels(Map<String, String> values) {
            labels.putAll(values);
            return this;
        }

        public Builder environment(Map<String, String> values) {
            environment.putAll(values);
            return this;
        }

        public Builder network(String mode) {
            networkMode = mode;
            return this;
        }

        public Builder address(String ipv4) {
            address = Optional.of(ipv4);
            return this;
        }

        public Builder mount(Mount mount) {
            mounts.add(mount);
            return this;
        }

        public Builder device(String path) {
            devices.add(path);
            return this;
        }

        public Builder capability(String capability) {
            capabilities.add(capability);
            return this;
        }

        public Builder securityOption(String option) {
            securityOptions.add(option);
            return this;
        }

        public Builder sysctl(String key, String value) {
            sysctls.put(key, value);
            return this;
        }

        public Builder hosts(Map<String, String> addressesByName) {
            hosts.putAll(addressesByName);
            return this;
        }

        public Builder dns(List<String> servers) {
            dns = List.copyOf(servers);
            return this;
        }

        public Builder cpus(double count) {
            cpus = OptionalDouble.of(count);
            return this;
        }

        public Builder memory(long bytes) {
            memoryBytes = OptionalLong.of(bytes);
            return this;
        }

        public Builder storage(long bytes) {
            storageBytes = OptionalLong.of(bytes);
            return this;
        }

        public Builder gpus(int count) {
            gpus = OptionalInt.of(count);
            return this;
        }

        public Builder hostname(String value) {
            hostname = value;
            return this;
        }

        public Builder user(String value) {
            user = value;
            return this;
        }

        public Builder directory(String value) {
            directory = value;
            return this;
        }

        /** Runs the engine's small init as process 1, so that orphans are reaped and SIGTERM works. */
        public Builder init() {
            init = true;
            return this;
        }

        public Builder autoRemove() {
            autoRemove = true;
            return this;
        }

        public ContainerSpec build() {
            return new ContainerSpec(
                    image,
                    name,
                    command,
                    Map.copyOf(labels),
                    Map.copyOf(environment),
                    networkMode,
                    address,
                    List.copyOf(mounts),
                    List.copyOf(devices),
                    List.copyOf(capabilities),
                    List.copyOf(securityOptions),
                    Map.copyOf(sysctls),
                    Map.copyOf(hosts),
                    dns,
                    cpus,
                    memoryBytes,
                    storageBytes,
                    gpus,
                    hostname,
                    user,
                    directory,
                    init,
                    autoRemove);
        }
    }
}
