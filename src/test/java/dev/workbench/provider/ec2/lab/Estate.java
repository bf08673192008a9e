package dev.workbench.provider.ec2.lab;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Things in the region that environments of any owner and age might have left: made at the API, without machines. */
public final class Estate {
    private static final String KEY =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIE6HrJzqKUWSxC8oRKD0hTNyTNrRa9sTsUMVWAOyCrQ2 test";
    private static final String PUBLIC_KEY = Base64.getEncoder().encodeToString(KEY.getBytes(StandardCharsets.UTF_8));

    /** Debian's newest image for x64, of those in {@code amis.json}. */
    public static final String DEBIAN = "ami-0d12a0d64a0d64a00";

    /** The one that it replaced. */
    public static final String OLDER_DEBIAN = "ami-0d12a0d64a0d64a01";

    private final Ec2Lab lab;

    public Estate(Ec2Lab lab) {
        this.lab = lab;
    }

    /** Ids by kind of what one environment has. */
    public Map<String, String> environment(String owner, String environment, Instant expires) {
        var made = new LinkedHashMap<String, String>();
        var tags = tags(owner, environment, expires);
        made.put(
                "group",
                make(
                        "CreateSecurityGroup",
                        "groupId",
                        "security-group",
                        tags,
                        Map.of("GroupName", environment, "GroupDescription", "a test's", "VpcId", lab.vpc())));
        made.put("key", keyPair(owner, environment, expires));
        made.put(
                "volume",
                make(
                        "CreateVolume",
                        "volumeId",
                        "volume",
                        tags,
                        Map.of("Size", "1", "AvailabilityZone", "us-east-1a")));
        made.put("address", make("AllocateAddress", "allocationId", "elastic-ip", tags, Map.of("Domain", "vpc")));
        made.put(
                "instance",
                make(
                        "RunInstances",
                        "instanceId",
                        "instance",
                        tags,
                        Map.of(
                                "ImageId",
                                DEBIAN,
                                "InstanceType",
                                "t3.micro",
                                "MinCount",
                                "1",
                                "MaxCount",
                                "1",
                                "KeyName",
                                environment,
                                "SecurityGroupId.1",
                                made.get("group"),
                                "SubnetId",
                                lab.subnet())));
        return made;
    }

    /** A key pair and nothing else, as runs leave them by the dozen. */
    public String keyPair(String owner, String environment, Instant expires) {
        return make(
                "ImportKeyPair",
                "keyPairId",
                "key-pair",
                tags(owner, environment, expires),
                Map.of("KeyName", environment, "PublicKeyMaterial", PUBLIC_KEY));
    }

    /** A request for spare capacity that is still open, or has been met. */
    public String spotRequest(String owner, String environment, Instant expires) {
        return make(
                "RequestSpotInstances",
                "spotInstanceRequestId",
                "spot-instances-request",
                tags(owner, environment, expires),
                Map.of(
                        "LaunchSpecification.ImageId", DEBIAN,
                        "LaunchSpecification.InstanceType", "t3.micro",
                        "SpotPrice", "0.01"));
    }

    /** A snapshot that no image needs. */
    public String snapshot(String owner, String environment, String volume) {
        return make(
                "CreateSnapshot",
                "snapshotId",
                "snapshot",
                tags(owner, environment, Instant.MIN),
                Map.of("VolumeId", volume));
    }

    /** An image that was never finished: it lacks what a whole one says of itself. */
    public String brokenImage(String owner, String environment, String instance) {
        return make(
                "CreateImage",
                "imageId",
                "image",
                tags(owner, environment, Instant.MIN),
                Map.of("InstanceId", instance, "Name", "workbench/" + environment));
    }

    /** A whole baked image as an environment leaves it, of the instance's disk; its snapshot is tagged like it. */
    public String bakedImage(String owner, String key, String instance) {
        var tags = baked(owner, key);
        var image = make(
                "CreateImage",
                "imageId",
                "image",
                tags,
                Map.of("InstanceId", instance, "Name", "workbench/" + key.replace(':', '-')));
        lab.tagSnapshot(image, tags);
        return image;
    }

    /** The tags of a baked image. */
    public static Map<String, String> baked(String owner, String key) {
        var tags = tags(owner, "bake-" + key.substring(7, 13), Instant.MIN);
        tags.putAll(Map.of(
                "dev.workbench.key",
                key,
                "dev.workbench.base",
                "debian-12",
                "dev.workbench.architecture",
                "x64",
                "dev.workbench.family",
                "counting",
                "dev.workbench.task",
                "main"));
        return tags;
    }

    /** An instance of an environment, of some image and nothing else. */
    public String instance(String owner, String environment, Instant expires, String image) {
        return make(
                "RunInstances",
                "instanceId",
                "instance",
                tags(owner, environment, expires),
                Map.of(
                        "ImageId", image,
                        "InstanceType", "t3.micro",
                        "MinCount", "1",
                        "MaxCount", "1",
                        "SubnetId", lab.subnet()));
    }

    private String make(
            String action, String element, String type, Map<String, String> tags, Map<String, String> parameters) {
        var all = new TreeMap<>(parameters);
        all.put("Action", action);
        all.put("TagSpecification.1.ResourceType", type);
        var index = 0;
        for (var tag : tags.entrySet()) {
            index++;
            all.put("TagSpecification.1.Tag." + index + ".Key", tag.getKey());
            all.put("TagSpecification.1.Tag." + index + ".Value", tag.getValue());
        }
        var reply = lab.ask(all);
        if (!reply.isOk()) {
            throw new IllegalStateException(action + ": " + reply.body());
        }
        return reply.first(element);
    }

    private static Map<String, String> tags(String owner, String environment, Instant expires) {
        var tags = new TreeMap<>(Map.of(
                "Name",
                "wb-" + environment + "-vm",
                "dev.workbench.environment",
                environment,
                "dev.workbench.owner",
                owner,
                "dev.workbench.version",
                "0",
                "dev.workbench.role",
                "vm"));
        if (!expires.equals(Instant.MIN)) {
            tags.put("dev.workbench.expires", expires.toString());
        }
        return tags;
    }
}
