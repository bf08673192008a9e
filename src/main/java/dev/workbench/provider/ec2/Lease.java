package dev.workbench.provider.ec2;

import dev.workbench.vm.ExpiryExtension;
import dev.workbench.vm.Ownership;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.Instance;

/** Until when an instance may live: its tag, which it asks itself before it ends, and its volumes' as well. */
final class Lease implements ExpiryExtension {
    private final Aws aws;
    private final Instances instances;

    Lease(Aws aws, Instances instances) {
        this.aws = aws;
        this.instances = instances;
    }

    @Override
    public void extend(String name, Instant expires) {
        var resources = resources(instances.existing(name));
        aws.ec2(
                "move the VM's expiry",
                ec2 -> ec2.createTags(request ->
                        request.resources(resources).tags(Tags.tag(Ownership.LABEL_EXPIRES, expires.toString()))));
    }

    private static List<String> resources(Instance instance) {
        var volumes = instance.blockDeviceMappings().stream()
                .filter(mapping -> mapping.ebs() != null)
                .map(mapping -> mapping.ebs().volumeId());
        return Stream.concat(Stream.of(instance.instanceId()), volumes).toList();
    }
}
