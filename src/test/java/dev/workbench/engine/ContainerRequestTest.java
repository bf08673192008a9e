package dev.workbench.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.workbench.container.ContainerSpec;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ContainerRequestTest {
    @Test
    void everythingOfASpecIsAskedFor() throws JsonProcessingException {
        var spec = ContainerSpec.of("image:1")
                .name("n")
                .command("a", "b c")
                .labels(Map.of("l", "v"))
                .environment(Map.of("E", "1=2"))
                .network("net")
                .address("10.0.0.9")
                .mount(new ContainerSpec.Mount.Volume("vol", "/v", true))
                .mount(new ContainerSpec.Mount.Bind("/src", "/b", false))
                .mount(new ContainerSpec.Mount.Tmpfs("/t", "size=1m"))
                .device("/dev/kvm")
                .capability("NET_ADMIN")
                .securityOption("no-new-privileges")
                .sysctl("net.a", "1")
                .hosts(Map.of("h", "10.1.1.1"))
                .dns(java.util.List.of("127.0.0.1"))
                .cpus(1.5)
                .memory(1000)
                .storage(2000)
                .gpus(-1)
                .hostname("hn")
                .user("u")
                .directory("/d")
                .init()
                .autoRemove()
                .build();

        assertThat(Api.JSON.readTree(ContainerRequest.of(spec).toString())).isEqualTo(Api.JSON.readTree("""
                {"Image": "image:1", "Entrypoint": [], "Cmd": ["a", "b c"], "Hostname": "hn", "User": "u",
                 "WorkingDir": "/d", "Labels": {"l": "v"}, "Env": ["E=1=2"],
                 "HostConfig": {"NetworkMode": "net", "AutoRemove": true, "Init": true, "CapAdd": ["NET_ADMIN"],
                   "SecurityOpt": ["no-new-privileges"], "Sysctls": {"net.a": "1"}, "ExtraHosts": ["h:10.1.1.1"],
                   "Dns": ["127.0.0.1"], "NanoCpus": 1500000000, "Memory": 1000, "StorageOpt": {"size": "2000"},
                   "DeviceRequests": [{"Count": -1, "Capabilities": [["gpu"]]}],
                   "Devices": [{"PathOnHost": "/dev/kvm", "PathInContainer": "/dev/kvm", "CgroupPermissions": "rwm"}],
                   "Mounts": [{"Type": "volume", "Source": "vol", "Target": "/v", "ReadOnly": true},
                              {"Type": "bind", "Source": "/src", "Target": "/b", "ReadOnly": false}],
                   "Tmpfs": {"/t": "size=1m"}},
                 "NetworkingConfig": {"EndpointsConfig": {"net": {"IPAMConfig": {"IPv4Address": "10.0.0.9"}}}}}
                """));
    }

    @Test
    void whatIsNotAskedForIsLeftToTheEngine() {
        var host = ContainerRequest.of(ContainerSpec.of("image:1").build()).path("HostConfig");

        assertThat(host.has("Memory")).isFalse();
        assertThat(host.has("NanoCpus")).isFalse();
        assertThat(host.has("DeviceRequests")).isFalse();
        assertThat(host.has("StorageOpt")).isFalse();
        assertThat(host.has("Init")).isFalse();
    }
}
