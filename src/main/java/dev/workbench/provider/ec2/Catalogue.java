package dev.workbench.provider.ec2;

import dev.workbench.family.Architecture;
import dev.workbench.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.ArchitectureType;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceTypesRequest;
import software.amazon.awssdk.services.ec2.model.InstanceTypeHypervisor;
import software.amazon.awssdk.services.ec2.model.InstanceTypeInfo;
import software.amazon.awssdk.services.ec2.model.UsageClassType;

/** The instance types of one region, as AWS describes them; kept on disk, because asking takes a dozen calls. */
final class Catalogue {
    private static final Duration FRESH = Duration.ofDays(7);
    private static final long MIB_OF_UNKNOWN = 0;

    private final Aws aws;
    private final Path directory;
    private final Clock clock;

    Catalogue(Aws aws, Path directory, Clock clock) {
        this.aws = aws;
        this.directory = directory;
        this.clock = clock;
    }

    private record Kept(Instant asked, List<InstanceType> types) {}

    List<InstanceType> types() {
        var file = directory.resolve(aws.region() + "-types.json");
        return read(file).orElseGet(() -> {
            var types = ask();
            keep(file, new Kept(clock.instant(), types));
            return types;
        });
    }

    private Optional<List<InstanceType>> read(Path file) {
        try {
            return Optional.of(Json.read(file, Kept.class))
                    .filter(kept -> clock.instant().isBefore(kept.asked().plus(FRESH)))
                    .map(Kept::types);
        } catch (IOException e) {
            return Optional.empty(); // missing, or written by another version: asked anew
        }
    }

    private void keep(Path file, Kept kept) {
        try {
            Files.createDirectories(directory);
            Json.write(file, kept);
        } catch (IOException e) {
            // what cannot be kept is asked for again
        }
    }

    private List<InstanceType> ask() {
        var request = DescribeInstanceTypesRequest.builder()
                .filters(Tags.filter("supported-root-device-type", "ebs"))
                .build();
        return aws.ec2("list the instance types", ec2 -> {
            var types = new ArrayList<InstanceType>();
            ec2.describeInstanceTypesPaginator(request)
                    .instanceTypes()
                    .forEach(info -> read(info).forEach(types::add));
            return types;
        });
    }

    private static Stream<InstanceType> read(InstanceTypeInfo info) {
        return architecture(info)
                .map(architecture -> new InstanceType(
                        info.instanceTypeAsString(),
                        architecture,
                        info.vCpuInfo().defaultVCpus(),
                        info.memoryInfo().sizeInMiB(),
                        gpu(info),
                        info.currentGeneration(),
                        info.hypervisor() == InstanceTypeHypervisor.NITRO,
                        info.supportedUsageClasses().contains(UsageClassType.SPOT)))
                .stream();
    }

    /** macOS machines have architectures of their own, and are none of ours. */
    private static Optional<Architecture> architecture(InstanceTypeInfo info) {
        var supported = info.processorInfo().supportedArchitectures();
        if (supported.contains(ArchitectureType.X86_64)) {
            return Optional.of(Architecture.X64);
        }
        return supported.contains(ArchitectureType.ARM64) ? Optional.of(Architecture.ARM64) : Optional.empty();
    }

    private static Optional<InstanceType.Gpu> gpu(InstanceTypeInfo info) {
        if (info.gpuInfo() == null || !info.gpuInfo().hasGpus()) {
            return Optional.empty();
        }
        return info.gpuInfo().gpus().stream()
                .findFirst()
                .map(gpu -> new InstanceType.Gpu(
                        gpu.name(),
                        gpu.count(),
                        gpu.memoryInfo() == null
                                ? MIB_OF_UNKNOWN
                                : gpu.memoryInfo().sizeInMiB()));
    }
}
