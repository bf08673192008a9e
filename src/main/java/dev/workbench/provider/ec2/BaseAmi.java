package dev.workbench.provider.ec2;

import dev.workbench.family.Architecture;
import java.time.Instant;

/**
 * An AMI that a base image stands for, in one region.
 *
 * @param name the same in all regions
 * @param rootDevice the device name of its root volume, {@code rootGib} that volume's size
 * @param source who said that it is the newest: a public parameter's name, or other words
 */
record BaseAmi(
        Architecture architecture,
        String id,
        String name,
        String rootDevice,
        int rootGib,
        String source,
        Instant resolved) {}
