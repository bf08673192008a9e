package dev.workbench.provider.ec2;

import dev.workbench.error.WorkbenchException;
import dev.workbench.host.Finding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.Subnet;

/** Where machines would be put in one region, and who would reach them there under which address. */
record PlacementCheck(Aws aws, Options options) {

    List<Finding> findings() {
        var found = new ArrayList<Finding>();
        try {
            var subnets = Placement.subnets(aws, options);
            subnets.stream()
                    .sorted(Comparator.comparing(Subnet::availabilityZone))
                    .map(this::room)
                    .forEach(found::add);
            found.add(address(subnets));
            found.add(ingress(Placement.of(subnets)));
        } catch (WorkbenchException e) {
            found.add(failure(options.subnet().isPresent() ? "subnet" : "subnets", e));
        }
        return found;
    }

    private Finding room(Subnet subnet) {
        var check = "subnet in " + subnet.availabilityZone();
        var free = Optional.ofNullable(subnet.availableIpAddressCount()).orElse(0);
        var found = subnet.subnetId() + ", " + free + " free addresses";
        return free > 0
                ? Finding.ok(check, found)
                : Finding.warn(
                        check, found, "end other machines there, or name another: WORKBENCH_EC2_SUBNET=subnet-…");
    }

    /** A machine asks for the kind of address that is set; whether it is of use is the subnet's business. */
    private Finding address(List<Subnet> subnets) {
        return switch (options.reachedBy()) {
            case PRIVATE ->
                Finding.ok(
                        "address",
                        "private: this machine must have a way into the VPC "
                                + subnets.getFirst().vpcId());
            case PUBLIC -> {
                var closed = subnets.stream()
                        .filter(subnet -> !Boolean.TRUE.equals(subnet.mapPublicIpOnLaunch()))
                        .map(Subnet::subnetId)
                        .toList();
                yield closed.isEmpty()
                        ? Finding.ok("address", "public")
                        : Finding.warn(
                                "address",
                                "public, and these subnets give none by themselves: " + String.join(", ", closed),
                                "if they have no route to an internet gateway, name another with WORKBENCH_EC2_SUBNET,"
                                        + " or set WORKBENCH_EC2_ADDRESS=private");
            }
        };
    }

    private Finding ingress(Placement placement) {
        if (options.securityGroup().isPresent()) {
            return group(options.securityGroup().get(), placement);
        }
        try {
            return Finding.ok("ingress", "port 22 is open to " + CallerAddress.cidr(options, placement));
        } catch (WorkbenchException e) {
            return failure("ingress", e);
        }
    }

    private Finding group(String id, Placement placement) {
        try {
            var group = aws.ec2(
                            "look at the security group " + id,
                            ec2 -> ec2.describeSecurityGroups(request -> request.groupIds(id)))
                    .securityGroups()
                    .getFirst();
            return group.vpcId().equals(placement.vpc())
                    ? Finding.ok("ingress", "as the security group " + id + " has it")
                    : Finding.fail(
                            "ingress",
                            "the security group " + id + " is in " + group.vpcId() + ", and the subnets are in "
                                    + placement.vpc(),
                            "name one of that VPC: WORKBENCH_EC2_SECURITY_GROUP=sg-…");
        } catch (WorkbenchException e) {
            return failure("ingress", e);
        }
    }

    private static Finding failure(String check, WorkbenchException failure) {
        return Finding.fail(
                check, failure.message(), failure.hint().orElse("see the log of this command for what AWS said"));
    }
}
