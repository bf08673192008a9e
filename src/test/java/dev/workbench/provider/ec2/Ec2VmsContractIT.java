package dev.workbench.provider.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workbench.container.ContainerEngine;
import dev.workbench.container.NetworkInfo;
import dev.workbench.engine.DockerEngine;
import dev.workbench.family.Architecture;
import dev.workbench.family.GpuSpec;
import dev.workbench.family.Range;
import dev.workbench.family.VmSpec;
import dev.workbench.home.Home;
import dev.workbench.provider.ec2.lab.Ec2Lab;
import dev.workbench.vm.VmProvider;
import dev.workbench.vm.VmProviderContract;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

/** The provider in the lab: an API that nobody here wrote, and machines that boot with cloud-init. */
class Ec2VmsContractIT extends VmProviderContract {
    @TempDir
    private static Path home;

    private final Ec2Lab aws = new Ec2Lab();

    static Ec2Vms provider(Ec2Lab aws, Path home) {
        aws.enter();
        var options = new Options(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Options.Address.PRIVATE,
                Options.DEFAULT.rootGib(),
                Optional.empty());
        return new Ec2Vms(new Home(home, home, home), options);
    }

    @Override
    protected ContainerEngine engine() {
        return DockerEngine.connect(System.getenv());
    }

    @Override
    protected VmProvider provider() {
        return provider(aws, home);
    }

    @Override
    protected void afterAll() {
        try (aws) {
            assertThat(aws.inventory()).isEmpty();
        }
    }

    /** The cheapest machines have ARM processors. */
    @Override
    protected String architecture() {
        return Architecture.ARM64.word();
    }

    @Override
    protected String addressPrefix(NetworkInfo network) {
        return aws.addressPrefix();
    }

    @Override
    protected List<Map<String, String>> labels(String name) {
        var instance = new Instances(
                        new Aws(null, new CallCounter()), Options.Address.PRIVATE, java.time.Clock.systemUTC())
                .look(name)
                .orElseThrow();
        var client = new Aws(null, new CallCounter()).client();
        return Stream.of(
                        instance.tags(),
                        client.describeVolumes(request -> request.volumeIds(instance.blockDeviceMappings()
                                        .getFirst()
                                        .ebs()
                                        .volumeId()))
                                .volumes()
                                .getFirst()
                                .tags(),
                        client.describeKeyPairs(request -> request.keyNames(name))
                                .keyPairs()
                                .getFirst()
                                .tags(),
                        client.describeSecurityGroups(request -> request.filters(Tags.filter("group-name", name)))
                                .securityGroups()
                                .getFirst()
                                .tags())
                .map(Tags::map)
                .toList();
    }

    @Override
    protected List<VmSpec> beyond() {
        var base = spec();
        return List.of(
                new VmSpec(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(Architecture.ARM64),
                        Optional.of(new GpuSpec(new Range(1, 1), "h100")),
                        base.baseImage(),
                        List.of()),
                new VmSpec(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(Architecture.ARM64),
                        Optional.empty(),
                        "ubuntu-20.04-cuda",
                        List.of()),
                new VmSpec(base.cpus(), base.ramGib(), Optional.empty(), Optional.empty(), "windows-2025", List.of()));
    }
}
