package dev.workbench.provider.ec2;

import dev.workbench.error.WorkbenchException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceTypeOfferingsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsRequest;
import software.amazon.awssdk.services.ec2.model.InstanceTypeOffering;
import software.amazon.awssdk.services.ec2.model.LocationType;
import software.amazon.awssdk.services.ec2.model.Subnet;

/**
 * Where machines can be put: subnets by availability zone, all of one VPC.
 *
 * @param cidr the address range of one of the subnets
 */
record Placement(String vpc, String cidr, Map<String, String> subnetsByZone) {

    static Placement of(Aws aws, Options options) {
        return of(subnets(aws, options));
    }

    /** @throws WorkbenchException (exit code 3) when there is none */
    static List<Subnet> subnets(Aws aws, Options options) {
        var request = options.subnet()
                .map(subnet -> DescribeSubnetsRequest.builder().subnetIds(subnet))
                .orElseGet(() -> DescribeSubnetsRequest.builder().filters(Tags.filter("default-for-az", "true")))
                .build();
        var subnets =
                aws.ec2("list the subnets", ec2 -> ec2.describeSubnets(request)).subnets();
        if (subnets.isEmpty()) {
            throw WorkbenchException.notReady(
                            "no_default_subnet",
                            "the region " + aws.region() + " has no default subnet in your account")
                    .hint(
                            "name one: export WORKBENCH_EC2_SUBNET=subnet-… (or let AWS make them: aws ec2 create-default-vpc)");
        }
        return subnets;
    }

    static Placement of(List<Subnet> subnets) {
        var vpc = subnets.getFirst().vpcId();
        return new Placement(
                vpc,
                subnets.getFirst().cidrBlock(),
                subnets.stream()
                        .filter(subnet -> subnet.vpcId().equals(vpc))
                        .collect(Collectors.toMap(
                                Subnet::availabilityZone,
                                Subnet::subnetId,
                                (one, other) -> one,
                                java.util.TreeMap::new)));
    }

    /** All pairs of a type and a place that offers it: every zone of the first type, then the next type. */
    List<Candidate> candidates(Aws aws, List<String> types, boolean spot) {
        var offered = offerings(aws, types);
        var candidates = new ArrayList<Candidate>();
        if (spot) {
            candidates.addAll(candidates(offered, types, true));
        }
        candidates.addAll(candidates(offered, types, false));
        return candidates;
    }

    private List<Candidate> candidates(List<InstanceTypeOffering> offered, List<String> types, boolean spot) {
        var candidates = new ArrayList<Candidate>();
        for (var type : types) {
            offered.stream()
                    .filter(offering -> offering.instanceTypeAsString().equals(type))
                    .map(InstanceTypeOffering::location)
                    .filter(subnetsByZone::containsKey)
                    .sorted()
                    .forEach(zone ->
                            candidates.add(new Candidate(type, zone, subnetsByZone.getOrDefault(zone, ""), spot)));
        }
        return candidates;
    }

    private static List<InstanceTypeOffering> offerings(Aws aws, List<String> types) {
        var request = DescribeInstanceTypeOfferingsRequest.builder()
                .locationType(LocationType.AVAILABILITY_ZONE)
                .filters(Tags.filter("instance-type", types.toArray(String[]::new)))
                .build();
        return aws.ec2(
                "ask which zones have which instance types",
                ec2 -> ec2.describeInstanceTypeOfferingsPaginator(request).instanceTypeOfferings().stream()
                        .toList());
    }
}
