package dev.workbench.provider.ec2;

import dev.workbench.error.WorkbenchException;
import dev.workbench.family.Architecture;
import dev.workbench.progress.Progress;
import dev.workbench.vm.ImageCapture.ImageRecipe;
import dev.workbench.vm.VmImage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.model.CreateImageRequest;
import software.amazon.awssdk.services.ec2.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.ImageState;
import software.amazon.awssdk.services.ec2.model.ResourceType;

/**
 * Baked images as AMIs of our own account and no other. The whole image key is in a tag and in the name, which AWS lets
 * exist only once: so of two that are captured at the same time one is made.
 */
final class Amis {
    private static final Duration FIRST_LOOK = Duration.ofSeconds(2);
    private static final Duration RARE_LOOK = Duration.ofSeconds(20);
    private static final Duration LIMIT = Duration.ofMinutes(45);
    private static final String SELF = "self";
    private static final String NAME_TAKEN = "InvalidAMIName.Duplicate";

    private final Aws aws;

    Amis(Aws aws) {
        this.aws = aws;
    }

    Optional<VmImage> find(String key) {
        return whole(key).flatMap(Amis::read);
    }

    /** Only one that is available, ours, and says this very key in both places is the image. */
    private Optional<Image> whole(String key) {
        return search(Tags.filter("tag:" + Tags.KEY, key)).stream()
                .filter(Amis::isWhole)
                .findFirst();
    }

    /** Whether it is an image that a VM may start from. */
    static boolean isWhole(Image image) {
        return image.state() == ImageState.AVAILABLE
                && read(image).map(VmImage::key).map(Amis::name).stream().anyMatch(image.name()::equals);
    }

    List<VmImage> all() {
        return search(Tags.filter("tag-key", Tags.KEY)).stream()
                .filter(image -> image.state() == ImageState.AVAILABLE)
                .flatMap(image -> read(image).stream())
                .toList();
    }

    private List<Image> search(Filter filter) {
        var request =
                DescribeImagesRequest.builder().owners(SELF).filters(filter).build();
        return aws.ec2(
                "look for images",
                ec2 -> ec2.describeImagesPaginator(request).images().stream().toList());
    }

    /** The disk that a VM starts from. */
    Launch.Disk disk(VmImage image) {
        var request = DescribeImagesRequest.builder()
                .owners(SELF)
                .imageIds(image.reference())
                .build();
        return aws.ec2("look at the image " + image.reference(), ec2 -> ec2.describeImages(request)).images().stream()
                .findFirst()
                .map(found -> new Launch.Disk(found.imageId(), found.rootDeviceName(), rootGib(found)))
                .orElseThrow(() -> WorkbenchException.provider(
                        "image_gone", "the image " + image.reference() + " does not exist any more"));
    }

    /** Makes an image of an instance's disk. AWS shuts the instance down for that, so that the disk is whole. */
    VmImage capture(String instance, ImageRecipe recipe, Map<String, String> owner, Progress progress) {
        var tags = new TreeMap<>(owner);
        tags.putAll(Map.of(
                Tags.KEY, recipe.key(),
                Tags.BASE, recipe.base(),
                Tags.ARCHITECTURE, recipe.machine().architecture().word(),
                Tags.FAMILY, recipe.family(),
                Tags.TASK, recipe.task()));
        var request = CreateImageRequest.builder()
                .instanceId(instance)
                .name(name(recipe.key()))
                .description("workbench: " + recipe.family() + "/" + recipe.task())
                .tagSpecifications(
                        Tags.specification(ResourceType.IMAGE, tags), Tags.specification(ResourceType.SNAPSHOT, tags))
                .build();
        var id = create(request, progress);
        return read(awaitAvailable(id, recipe.key(), progress))
                .orElseThrow(() -> WorkbenchException.provider(
                        "image_lost_tags", "the image " + id + " has not the tags that it was created with"));
    }

    private String create(CreateImageRequest request, Progress progress) {
        try {
            return aws.client().createImage(request).imageId();
        } catch (Ec2Exception e) {
            if (!AwsErrors.code(e).equals(NAME_TAKEN)) {
                throw AwsErrors.translate(e, "create an image");
            }
        } catch (SdkException e) {
            throw AwsErrors.translate(e, "create an image");
        }
        progress.note("somebody else has captured this image, or does so now: theirs is used");
        return search(Tags.filter("name", request.name())).stream()
                .findFirst()
                .map(Image::imageId)
                .orElseThrow(() -> WorkbenchException.provider(
                                "image_name_taken",
                                "there was an image of the name " + request.name() + " a moment ago")
                        .hint("run the command again"));
    }

    private Image awaitAvailable(String id, String key, Progress progress) {
        var pauses = new Pauses(FIRST_LOOK, RARE_LOOK, LIMIT);
        var told = false;
        while (pauses.another()) {
            var image = search(Tags.filter("tag:" + Tags.KEY, key)).stream()
                    .filter(found -> found.imageId().equals(id))
                    .findFirst();
            var state = image.map(Image::state).orElse(ImageState.PENDING);
            switch (state) {
                case AVAILABLE -> {
                    return image.orElseThrow();
                }
                case PENDING, TRANSIENT -> {
                    if (!told) {
                        progress.note("AWS copies the disk of image " + id);
                        told = true;
                    }
                }
                case FAILED, ERROR, INVALID, DEREGISTERED, DISABLED, UNKNOWN_TO_SDK_VERSION ->
                    throw failed(image.orElseThrow());
            }
        }
        throw WorkbenchException.timeout("image_not_ready", "the image " + id + " was not ready in time")
                .hint("see it with: aws ec2 describe-images --image-ids " + id);
    }

    /** Half an image is of no use to anybody, and would hold the name. */
    private WorkbenchException failed(Image image) {
        remove(image);
        var why = image.stateReason() == null
                ? ""
                : String.valueOf(image.stateReason().message());
        return WorkbenchException.provider(
                        "image_failed",
                        "AWS could not make the image " + image.imageId() + " (state " + image.stateAsString() + ")")
                .details(why)
                .hint(
                        "run the command again; if it stays so, see AWS's health dashboard and your account's EBS limits");
    }

    void remove(VmImage image) {
        var request = DescribeImagesRequest.builder()
                .owners(SELF)
                .filters(Tags.filter("image-id", image.reference()), Tags.filter("tag-key", Tags.KEY))
                .build();
        aws.ec2("look for images", ec2 -> ec2.describeImages(request)).images().forEach(this::remove);
    }

    /** Deregistering leaves the snapshots, which cost money. */
    private void remove(Image image) {
        aws.ec2("remove an image", ec2 -> ec2.deregisterImage(request -> request.imageId(image.imageId())));
        for (var mapping : image.blockDeviceMappings()) {
            if (mapping.ebs() != null && mapping.ebs().snapshotId() != null) {
                var snapshot = mapping.ebs().snapshotId();
                aws.ec2("remove a snapshot", ec2 -> ec2.deleteSnapshot(request -> request.snapshotId(snapshot)));
            }
        }
    }

    private static String name(String key) {
        return "workbench/" + key.replace(':', '-');
    }

    /** What an image says of itself; empty unless it says all of it. */
    static Optional<VmImage> read(Image image) {
        var tags = Tags.map(image.tags());
        var wanted = new ArrayList<>(List.of(Tags.KEY, Tags.BASE, Tags.ARCHITECTURE, Tags.FAMILY, Tags.TASK));
        wanted.removeAll(tags.keySet());
        if (!wanted.isEmpty()) {
            return Optional.empty();
        }
        return Arrays.stream(Architecture.values())
                .filter(architecture -> architecture.word().equals(tags.get(Tags.ARCHITECTURE)))
                .findFirst()
                .map(architecture -> new VmImage(
                        tags.getOrDefault(Tags.KEY, ""),
                        Ec2Vms.NAME,
                        image.imageId(),
                        tags.getOrDefault(Tags.BASE, ""),
                        architecture,
                        tags.getOrDefault(Tags.FAMILY, ""),
                        tags.getOrDefault(Tags.TASK, ""),
                        (long) rootGib(image) << 30,
                        Instant.parse(image.creationDate())));
    }

    static int rootGib(Image image) {
        return image.blockDeviceMappings().stream()
                .filter(mapping -> mapping.deviceName().equals(image.rootDeviceName()) && mapping.ebs() != null)
                .map(mapping -> mapping.ebs().volumeSize())
                .findFirst()
                .orElse(0);
    }
}
