package dev.workbench.provider.ec2;

import dev.workbench.family.Architecture;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.model.ArchitectureValues;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Image;

/**
 * What the publishers of base images offer in one region. Which is the newest they say in public parameters; where they do
 * not, or nobody may ask, it is the newest of their account by its name. Either way it has to be an image of that account
 * and of that name.
 */
record Publisher(Aws aws, Clock clock) {
    /** The newest there are now, by architecture. */
    List<BaseAmi> newest(BaseImage base) {
        var found = new EnumMap<Architecture, BaseAmi>(Architecture.class);
        told(base).forEach(ami -> found.put(ami.architecture(), ami));
        if (!found.keySet().containsAll(base.patterns().keySet())) {
            var named =
                    images(base, Tags.filter("name", base.patterns().values().toArray(String[]::new)));
            base.patterns()
                    .forEach((architecture, pattern) -> newest(base, named, architecture)
                            .map(image -> ami(image, architecture, "its publisher's newest by name"))
                            .ifPresent(ami -> found.putIfAbsent(architecture, ami)));
        }
        return List.copyOf(found.values());
    }

    /** The image of exactly that name. */
    Optional<BaseAmi> named(BaseImage base, Architecture architecture, String name) {
        return newest(base, images(base, Tags.filter("name", name)), architecture)
                .map(image -> ami(image, architecture, ""));
    }

    /** The image with an id, whoever's it is; empty when there is none in this region. */
    Optional<Image> lookedUp(BaseImage base, String id) {
        try {
            return aws.client().describeImages(request -> request.imageIds(id)).images().stream()
                    .findFirst();
        } catch (SdkException e) {
            if (AwsErrors.code(e).startsWith("InvalidAMIID")) {
                return Optional.empty();
            }
            throw AwsErrors.translate(e, "look at the base image " + base.word());
        }
    }

    private List<BaseAmi> told(BaseImage base) {
        var told = aws.publicParameters(base.parameters().values());
        if (told.isEmpty()) {
            return List.of();
        }
        var images = images(base, Tags.filter("image-id", told.values().toArray(String[]::new)));
        return base.parameters().entrySet().stream()
                .flatMap(entry -> newest(base, with(told.getOrDefault(entry.getValue(), ""), images), entry.getKey())
                        .map(image -> ami(image, entry.getKey(), entry.getValue()))
                        .stream())
                .toList();
    }

    private static List<Image> with(String id, Collection<Image> images) {
        return images.stream().filter(image -> image.imageId().equals(id)).toList();
    }

    private List<Image> images(BaseImage base, Filter filter) {
        return aws.ec2(
                        "look for the base image " + base.word(),
                        ec2 -> ec2.describeImages(request ->
                                request.owners(base.owner()).filters(filter, Tags.filter("state", "available"))))
                .images();
    }

    private static Optional<Image> newest(BaseImage base, List<Image> images, Architecture architecture) {
        var pattern = base.patterns().getOrDefault(architecture, "");
        var start = pattern.substring(0, Math.max(0, pattern.indexOf('*')));
        var wanted = switch (architecture) {
            case X64 -> ArchitectureValues.X86_64;
            case ARM64 -> ArchitectureValues.ARM64;
        };
        return images.stream()
                .filter(image -> !start.isEmpty() && image.name().startsWith(start))
                .filter(image -> image.architecture() == wanted)
                .max(Comparator.comparing(Image::creationDate));
    }

    private BaseAmi ami(Image image, Architecture architecture, String source) {
        return new BaseAmi(
                architecture,
                image.imageId(),
                image.name(),
                image.rootDeviceName(),
                Amis.rootGib(image),
                source,
                clock.instant().truncatedTo(ChronoUnit.SECONDS));
    }
}
