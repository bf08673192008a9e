package dev.workbench.provider.ec2;

import dev.workbench.error.WorkbenchException;
import dev.workbench.family.Architecture;
import dev.workbench.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.ec2.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ec2.model.Image;

/**
 * The newest AMIs of base images, looked up at their publisher's account and nowhere else, and a lock file that keeps
 * what was found: a base moves when its user wants it to.
 */
final class BaseAmis {
    private final Aws aws;
    private final Path lockFile;
    private final Clock clock;

    BaseAmis(Aws aws, Path lockFile, Clock clock) {
        this.aws = aws;
        this.lockFile = lockFile;
        this.clock = clock;
    }

    /**
     * An AMI that a base image stands for.
     *
     * @param rootDevice the device name of its root volume, {@code rootGib} that volume's size
     */
    record Ami(Architecture architecture, String id, String name, String rootDevice, int rootGib, Instant resolved) {}

    private record Lock(Map<String, List<Ami>> bases) {}

    /** All architectures of a base image, in this region. */
    List<Ami> resolve(BaseImage base) {
        return locked(base).orElseGet(() -> renew(base));
    }

    /** What the lock file has of a base image; asks nobody. */
    Optional<List<Ami>> locked(BaseImage base) {
        return Optional.ofNullable(read().bases().get(place(base))).filter(amis -> !amis.isEmpty());
    }

    Ami resolve(BaseImage base, Architecture architecture) {
        return resolve(base).stream()
                .filter(ami -> ami.architecture() == architecture)
                .findFirst()
                .orElseThrow(() -> notThere(base));
    }

    /** Looks for the newest and locks it. */
    List<Ami> renew(BaseImage base) {
        var found = newest(base);
        if (found.isEmpty()) {
            throw notThere(base);
        }
        var bases = new TreeMap<>(read().bases());
        bases.put(place(base), found);
        try {
            Files.createDirectories(lockFile.getParent());
            Json.write(lockFile, new Lock(bases));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    /** The newest there are now, whatever is locked. */
    List<Ami> newest(BaseImage base) {
        var request = DescribeImagesRequest.builder()
                .owners(base.owner())
                .filters(
                        Tags.filter("name", base.patterns().values().toArray(String[]::new)),
                        Tags.filter("state", "available"))
                .build();
        var images = aws.ec2("look for the base image " + base.word(), ec2 -> ec2.describeImages(request))
                .images();
        return base.patterns().entrySet().stream()
                .flatMap(entry -> newest(images, entry.getKey(), entry.getValue()).stream())
                .sorted(Comparator.comparing(Ami::architecture))
                .toList();
    }

    private Optional<Ami> newest(List<Image> images, Architecture architecture, String pattern) {
        var start = pattern.substring(0, pattern.indexOf('*'));
        return images.stream()
                .filter(image -> image.name().startsWith(start))
                .max(Comparator.comparing(Image::creationDate))
                .map(image -> new Ami(
                        architecture,
                        image.imageId(),
                        image.name(),
                        image.rootDeviceName(),
                        rootGib(image),
                        clock.instant().truncatedTo(ChronoUnit.SECONDS)));
    }

    static int rootGib(Image image) {
        return image.blockDeviceMappings().stream()
                .filter(mapping -> mapping.deviceName().equals(image.rootDeviceName()) && mapping.ebs() != null)
                .map(mapping -> mapping.ebs().volumeSize())
                .findFirst()
                .orElse(0);
    }

    private Lock read() {
        try {
            return Files.exists(lockFile) ? Json.read(lockFile, Lock.class) : new Lock(Map.of());
        } catch (IOException e) {
            return new Lock(Map.of()); // unreadable: resolved anew
        }
    }

    private String place(BaseImage base) {
        return aws.region() + "/" + base.word();
    }

    private WorkbenchException notThere(BaseImage base) {
        return WorkbenchException.provider(
                        "no_base_image", "there is no AMI for '" + base.word() + "' in the region " + aws.region())
                .hint("its publisher (account " + base.owner() + ") may not offer it there; try another AWS_REGION");
    }
}
