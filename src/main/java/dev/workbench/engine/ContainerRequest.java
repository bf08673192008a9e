package dev.workbench.engine;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workbench.container.ContainerSpec;
import java.util.Collection;
import java.util.Map;

/** Words a container spec as the API's request to create it. */
final class ContainerRequest {
    private static final long NANOS_PER_CPU = 1_000_000_000L;

    private ContainerRequest() {}

    static ObjectNode of(ContainerSpec spec) {
        var request = Api.JSON.createObjectNode();
        request.put("Image", spec.image());
        if (!spec.command().isEmpty()) {
            // The command is the whole command, whatever entry point the image has.
            request.putArray("Entrypoint");
            add(request.putArray("Cmd"), spec.command());
        }
        putUnlessEmpty(request, "Hostname", spec.hostname());
        putUnlessEmpty(request, "User", spec.user());
        putUnlessEmpty(request, "WorkingDir", spec.directory());
        spec.labels().forEach(request.putObject("Labels")::put);
        pairs(request.putArray("Env"), spec.environment(), "=");
        request.set("HostConfig", host(spec));
        spec.address()
                .ifPresent(address -> request.putObject("NetworkingConfig")
                        .putObject("EndpointsConfig")
                        .putObject(spec.networkMode())
                        .putObject("IPAMConfig")
                        .put("IPv4Address", address));
        return request;
    }

    private static ObjectNode host(ContainerSpec spec) {
        var host = Api.JSON.createObjectNode();
        putUnlessEmpty(host, "NetworkMode", spec.networkMode());
        host.put("AutoRemove", spec.autoRemove());
        if (spec.init()) {
            host.put("Init", true);
        }
        add(host.putArray("CapAdd"), spec.capabilities());
        add(host.putArray("SecurityOpt"), spec.securityOptions());
        spec.sysctls().forEach(host.putObject("Sysctls")::put);
        pairs(host.putArray("ExtraHosts"), spec.hosts(), ":");
        add(host.putArray("Dns"), spec.dns());
        spec.cpus().ifPresent(cpus -> host.put("NanoCpus", Math.round(cpus * NANOS_PER_CPU)));
        spec.memoryBytes().ifPresent(bytes -> host.put("Memory", bytes));
        spec.storageBytes().ifPresent(bytes -> host.putObject("StorageOpt").put("size", Long.toString(bytes)));
        spec.gpus().ifPresent(count -> {
            var request = host.putArray("DeviceRequests").addObject();
            request.put("Count", count);
            request.putArray("Capabilities").addArray().add("gpu");
        });
        var devices = host.putArray("Devices");
        spec.devices()
                .forEach(path -> devices.addObject()
                        .put("PathOnHost", path)
                        .put("PathInContainer", path)
                        .put("CgroupPermissions", "rwm"));
        mounts(host, spec);
        return host;
    }

    private static void mounts(ObjectNode host, ContainerSpec spec) {
        var mounts = host.putArray("Mounts");
        var memory = host.putObject("Tmpfs");
        for (var mount : spec.mounts()) {
            switch (mount) {
                case ContainerSpec.Mount.Volume(var name, var target, var readOnly) ->
                    mount(mounts, "volume", name, target, readOnly);
                case ContainerSpec.Mount.Bind(var source, var target, var readOnly) ->
                    mount(mounts, "bind", source, target, readOnly);
                case ContainerSpec.Mount.Tmpfs(var target, var options) -> memory.put(target, options);
            }
        }
    }

    private static void mount(ArrayNode mounts, String type, String source, String target, boolean readOnly) {
        mounts.addObject()
                .put("Type", type)
                .put("Source", source)
                .put("Target", target)
                .put("ReadOnly", readOnly);
    }

    private static void pairs(ArrayNode array, Map<String, String> values, String separator) {
        values.forEach((key, value) -> array.add(key + separator + value));
    }

    private static void add(ArrayNode array, Collection<String> values) {
        values.forEach(array::add);
    }

    private static void putUnlessEmpty(ObjectNode object, String key, String value) {
        if (!value.isEmpty()) {
            object.put(key, value);
        }
    }
}
