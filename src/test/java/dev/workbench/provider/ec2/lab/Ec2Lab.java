package dev.workbench.provider.ec2.lab;

import dev.workbench.container.ContainerEngine;
import dev.workbench.container.ContainerSpec;
import dev.workbench.engine.DockerEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/**
 * A region of AWS on this machine: moto's API, and for every instance that it reports a machine at that instance's
 * address, with the user data applied by cloud-init.
 *
 * <p>What moto lacks and callers rely on is added: client tokens make calls repeatable, terminations are, names of
 * images are unique, key pairs are deleted by their ids, snapshots are tagged with their image, and who ended an instance is said.
 */
public final class Ec2Lab implements AutoCloseable {
    private static final int PORT = 5000;
    private static final String CUDA = "ami-0c0da0c0da0c0da00";
    private static final String CALLER = "AKIAIOSFODNN7EXAMPLE";
    private static final List<String> ZONES = List.of("us-east-1a", "us-east-1b", "us-east-1c");
    private static final Pattern CIDR = Pattern.compile("<cidrIp>([^<]+)</cidrIp>");

    private final String name = "it-ec2-" + UUID.randomUUID().toString().substring(0, 8);
    private final ContainerEngine engine;
    private final LabNetwork network;
    private final String moto;
    private final ApiProxy api;
    private final LabMachines machines;
    private final Map<String, Reply> launched = new ConcurrentHashMap<>();
    private final Map<String, String> keys = new ConcurrentHashMap<>();
    private final Map<Set<String>, Reply> terminated = new ConcurrentHashMap<>();
    private final Set<String> endedByThemselves = ConcurrentHashMap.newKeySet();

    public Ec2Lab() {
        engine = DockerEngine.connect(System.getenv());
        var images = new LabImages(engine);
        network = LabNetwork.create(engine, name);
        machines = new LabMachines(engine, name, images.machine().id(), this::ended);
        moto = startMoto(images.moto().id());
        try {
            api = new ApiProxy(URI.create("http://" + awaitMoto() + ":" + PORT + "/"), this::answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        layOutSubnets();
    }

    private String startMoto(String image) {
        var amis = new dev.workbench.container.SmallTar()
                .file("amis.json", 0644, 0, LabImages.resource("amis.json").getBytes(StandardCharsets.UTF_8));
        var container = engine.create(ContainerSpec.of(image)
                .name("wb-" + name + "-api")
                .labels(Map.of(LabNetwork.LABEL, name))
                .environment(Map.of("MOTO_AMIS_PATH", "/amis.json"))
                .user("0")
                .command("/opt/moto/bin/moto_server", "-H", "0.0.0.0", "-p", Integer.toString(PORT))
                .build());
        engine.upload(container, "/", amis.open());
        engine.start(container);
        return container;
    }

    private String awaitMoto() {
        var address = engine.inspect(moto)
                .orElseThrow()
                .addresses()
                .values()
                .iterator()
                .next();
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> {
                    try (var socket = new Socket(address, PORT)) {
                        return socket.isConnected();
                    } catch (IOException e) {
                        return false;
                    }
                });
        return address;
    }

    /** Instead of the account's usual subnets, ones whose addresses the machines' network has. */
    private void layOutSubnets() {
        all(api.ask(Map.of("Action", "DescribeSubnets")), "subnetId")
                .forEach(subnet -> api.ask(Map.of("Action", "DeleteSubnet", "SubnetId", subnet)));
        var vpc = api.ask(Map.of("Action", "CreateVpc", "CidrBlock", network.subnet()))
                .first("vpcId");
        for (int index = 0; index < ZONES.size(); index++) {
            var created = api.ask(Map.of(
                    "Action",
                    "CreateSubnet",
                    "VpcId",
                    vpc,
                    "AvailabilityZone",
                    ZONES.get(index),
                    "CidrBlock",
                    network.prefix() + index + ".0/24"));
            if (!created.isOk()) {
                throw new IllegalStateException(created.body());
            }
        }
    }

    /** The variables of a process that talks to this region. */
    public Map<String, String> variables() {
        return variables(CALLER);
    }

    /** @param caller the access key by which its calls are told from others */
    public Map<String, String> variables(String caller) {
        return Map.of(
                "AWS_ENDPOINT_URL", api.url(),
                "AWS_REGION", "us-east-1",
                "AWS_ACCESS_KEY_ID", caller,
                "AWS_SECRET_ACCESS_KEY", "not-a-secret",
                "AWS_EC2_METADATA_DISABLED", "true",
                "WORKBENCH_EC2_ADDRESS", "private");
    }

    /** Lets the SDK in this process talk to this region. */
    public void enter() {
        System.setProperty("aws.endpointUrl", api.url());
        System.setProperty("aws.region", "us-east-1");
        System.setProperty("aws.accessKeyId", CALLER);
        System.setProperty("aws.secretAccessKey", "not-a-secret");
        System.setProperty("aws.disableEc2Metadata", "true");
    }

    public void bring(Fault fault) {
        api.bring(fault);
    }

    /** No more faults. */
    public void calm() {
        api.calm();
    }

    /** Requests since the last time, by action. */
    public Map<String, Integer> takeCounts() {
        return api.takeCounts();
    }

    public ContainerEngine engine() {
        return engine;
    }

    /** How the addresses of machines begin. */
    public String addressPrefix() {
        return network.prefix();
    }

    /** Asks the API directly, past all faults. */
    public Reply ask(Map<String, String> parameters) {
        return api.ask(parameters);
    }

    String vpc() {
        return api.ask(Map.of("Action", "DescribeSubnets")).first("vpcId");
    }

    String subnet() {
        return api.ask(Map.of("Action", "DescribeSubnets")).first("subnetId");
    }

    /** Ids of everything that carries a tag and has not been terminated: one thing of each kind that can be made here. */
    public List<String> tagged(String key, String value) {
        var filter = Map.of("Filter.1.Name", "tag:" + key, "Filter.1.Value.1", value);
        var found = new ArrayList<String>();
        found.addAll(all(filtered("DescribeInstances", alive(filter)), "instanceId"));
        found.addAll(all(filtered("DescribeKeyPairs", filter), "keyPairId"));
        found.addAll(all(filtered("DescribeSecurityGroups", filter), "groupId"));
        found.addAll(all(filtered("DescribeVolumes", filter), "volumeId"));
        found.addAll(all(filtered("DescribeAddresses", filter), "allocationId"));
        found.addAll(all(filtered("DescribeSpotInstanceRequests", filter), "spotInstanceRequestId"));
        found.addAll(all(filtered("DescribeImages", filter), "imageId"));
        found.addAll(all(filtered("DescribeSnapshots", filter), "snapshotId"));
        return found;
    }

    private static Map<String, String> alive(Map<String, String> filter) {
        var both = new TreeMap<>(filter);
        both.put("Filter.2.Name", "instance-state-name");
        both.put("Filter.2.Value.1", "pending");
        both.put("Filter.2.Value.2", "running");
        both.put("Filter.2.Value.3", "stopped");
        return both;
    }

    private Reply filtered(String action, Map<String, String> filter) {
        var all = new TreeMap<>(filter);
        all.put("Action", action);
        return api.ask(all);
    }

    /** Ids of everything in the region that a workbench made, by kind; what has been terminated is not there. */
    public Map<String, List<String>> inventory() {
        var left = new LinkedHashMap<String, List<String>>();
        left.put(
                "instances",
                all(
                        api.ask(Map.of(
                                "Action", "DescribeInstances",
                                "Filter.1.Name", "instance-state-name",
                                "Filter.1.Value.1", "pending",
                                "Filter.1.Value.2", "running",
                                "Filter.1.Value.3", "stopped")),
                        "instanceId"));
        left.put("keys", all(api.ask(Map.of("Action", "DescribeKeyPairs")), "keyPairId"));
        left.put("groups", all(tagged("DescribeSecurityGroups"), "groupId"));
        left.put("volumes", all(tagged("DescribeVolumes"), "volumeId"));
        left.put("images", all(tagged("DescribeImages"), "imageId"));
        left.put("snapshots", all(tagged("DescribeSnapshots"), "snapshotId"));
        left.values().removeIf(List::isEmpty);
        return left;
    }

    private Reply tagged(String action) {
        return api.ask(
                Map.of("Action", action, "Filter.1.Name", "tag-key", "Filter.1.Value.1", "dev.workbench.version"));
    }

    static List<String> all(Reply reply, String element) {
        return Pattern.compile("<" + element + ">([^<]+)</" + element + ">")
                .matcher(reply.body())
                .results()
                .map(found -> found.group(1))
                .distinct()
                .toList();
    }

    private Reply answer(ApiCall call, Function<ApiCall, Reply> forward) {
        if (call.isDryRun()) {
            return forward.apply(call);
        }
        return switch (call.action()) {
            case "RunInstances" -> launched.computeIfAbsent(call.get("ClientToken"), token -> run(call, forward));
            case "TerminateInstances" -> {
                call.list("InstanceId").forEach(machines::remove);
                // To AWS a second termination is a success; moto misses the network interface then.
                yield terminated.computeIfAbsent(Set.copyOf(call.list("InstanceId")), ids -> forward.apply(call));
            }
            case "ImportKeyPair" -> {
                keys.put(call.get("KeyName"), decoded(call.get("PublicKeyMaterial")));
                yield forward.apply(call);
            }
            case "DeleteKeyPair" -> forward.apply(byName(call));
            case "CreateTags" -> {
                call.list("ResourceId").forEach(id -> machines.tag(id, tags(call, "Tag")));
                yield forward.apply(call);
            }
            case "CreateImage" -> capture(call, forward);
            case "GetConsoleOutput" -> {
                var console = machines.console(call.get("InstanceId")).getBytes(StandardCharsets.UTF_8);
                yield forward.apply(call)
                        .with(body -> body.replaceFirst(
                                "(?s)<output>.*</output>",
                                "<output>" + Base64.getEncoder().encodeToString(console) + "</output>"));
            }
            case "ListServiceQuotas" -> new Reply(200, LabImages.resource("quotas.json"));
            case "DescribeInstances" -> forward.apply(call).with(this::whoEndedIt);
            default -> forward.apply(call);
        };
    }

    /** Of a key pair's id, moto takes no notice. */
    private ApiCall byName(ApiCall call) {
        if (call.get("KeyPairId").isEmpty()) {
            return call;
        }
        var named = new LinkedHashMap<>(call.parameters());
        for (var name : all(api.ask(Map.of("Action", "DescribeKeyPairs")), "keyName")) {
            var pair = api.ask(Map.of("Action", "DescribeKeyPairs", "KeyName.1", name));
            if (pair.first("keyPairId").equals(call.get("KeyPairId"))) {
                named.put("KeyName", name);
            }
        }
        return call.with(named);
    }

    private Reply run(ApiCall call, Function<ApiCall, Reply> forward) {
        var reply = forward.apply(call);
        if (reply.isOk()) {
            machines.start(new LabMachines.Start(
                    reply.first("instanceId"),
                    call.get("ImageId"),
                    reply.first("privateIpAddress"),
                    decoded(call.get("UserData")),
                    keys.getOrDefault(call.get("KeyName"), ""),
                    tags(call, "TagSpecification.1.Tag"),
                    filter(call.get("NetworkInterface.1.SecurityGroupId.1")),
                    call.get("ImageId").equals(CUDA) ? "ubuntu" : "admin"));
        }
        return reply;
    }

    private static Map<String, String> tags(ApiCall call, String parameter) {
        var tags = new TreeMap<String, String>();
        for (int index = 1; !call.get(parameter + "." + index + ".Key").isEmpty(); index++) {
            tags.put(call.get(parameter + "." + index + ".Key"), call.get(parameter + "." + index + ".Value"));
        }
        return tags;
    }

    /** A security group as a packet filter. */
    private String filter(String group) {
        var rules = api.ask(Map.of("Action", "DescribeSecurityGroups", "GroupId.1", group))
                .body();
        return """
                table inet lab {
                  chain input {
                    type filter hook input priority 0; policy drop;
                    iif lo accept
                    ct state established,related accept
                    %s
                  }
                  chain output {
                    type filter hook output priority 0; policy drop;
                    oif lo accept
                    ct state established,related accept
                    %s
                    reject
                  }
                }
                """.formatted(
                        accepting("ip saddr %s tcp dport 22 accept", section(rules, "ipPermissions")),
                        accepting("ip daddr %s accept", section(rules, "ipPermissionsEgress")));
    }

    private static String section(String rules, String element) {
        var found =
                Pattern.compile("(?s)<" + element + ">(.*?)</" + element + ">").matcher(rules);
        return found.find() ? found.group(1) : "";
    }

    private static String accepting(String rule, String permissions) {
        return CIDR.matcher(permissions)
                .results()
                .map(found -> rule.formatted(found.group(1)))
                .collect(Collectors.joining("\n"));
    }

    private Reply capture(ApiCall call, Function<ApiCall, Reply> forward) {
        synchronized (machines) {
            var taken = api.ask(
                    Map.of("Action", "DescribeImages", "Filter.1.Name", "name", "Filter.1.Value.1", call.get("Name")));
            if (!taken.first("imageId").isEmpty()) {
                return Reply.error(400, "InvalidAMIName.Duplicate", "AMI name is already in use");
            }
            var passed = new LinkedHashMap<>(call.parameters());
            passed.keySet().removeIf(key -> key.startsWith("TagSpecification.2."));
            var reply = forward.apply(call.with(passed));
            if (reply.isOk()) {
                var image = reply.first("imageId");
                machines.capture(call.get("InstanceId"), image);
                tagSnapshot(image, tags(call, "TagSpecification.2.Tag"));
            }
            return reply;
        }
    }

    /** What moto does not do when it makes an image. */
    void tagSnapshot(String image, Map<String, String> tags) {
        var snapshot =
                api.ask(Map.of("Action", "DescribeImages", "ImageId.1", image)).first("snapshotId");
        tag(snapshot, tags);
    }

    /** Puts tags on a thing of anybody's. */
    public void tag(String id, Map<String, String> tags) {
        var parameters = new TreeMap<>(Map.of("Action", "CreateTags", "ResourceId.1", id));
        var index = 0;
        for (var tag : tags.entrySet()) {
            index++;
            parameters.put("Tag." + index + ".Key", tag.getKey());
            parameters.put("Tag." + index + ".Value", tag.getValue());
        }
        api.ask(parameters);
    }

    private void ended(String instance) {
        endedByThemselves.add(instance);
        machines.remove(instance);
        api.ask(Map.of("Action", "TerminateInstances", "InstanceId.1", instance));
    }

    /** Somebody else terminates an instance. */
    public void terminate(String instance) {
        machines.remove(instance);
        api.ask(Map.of("Action", "TerminateInstances", "InstanceId.1", instance));
    }

    /** To moto every end is by a call. */
    private String whoEndedIt(String body) {
        var text = body;
        for (var instance : endedByThemselves) {
            text = Pattern.compile("(?s)(<stateReason>\\s*<code>)[^<]*(</code>(?:(?!<stateReason>).)*?<instanceId>"
                            + instance + "</instanceId>)")
                    .matcher(text)
                    .replaceFirst("$1Client.InstanceInitiatedShutdown$2");
        }
        return text;
    }

    private static String decoded(String base64) {
        return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        machines.close();
        api.close();
        engine.remove(moto);
        network.close();
        engine.close();
    }
}
