package dev.workbench.family;

import java.util.List;
import java.util.Optional;

/**
 * What a task asks of its aux VM; what is absent is the provider's choice.
 *
 * @param cpus cores, inclusive
 * @param ramGib memory in GiB, inclusive
 * @param baseImage {@code debian-12} unless said otherwise
 */
public record VmSpec(
        Optional<Range> cpus,
        Optional<Range> ramGib,
        Optional<Architecture> architecture,
        Optional<GpuSpec> gpu,
        String baseImage,
        List<BuildStep> buildSteps) {
    public static final String DEFAULT_BASE_IMAGE = "debian-12";

    /** What {@code base_image_type} may be; a provider need not have all of them. */
    public static final List<String> BASE_IMAGES = List.of(DEFAULT_BASE_IMAGE, "ubuntu-20.04-cuda");

    /** The least specific spec of a machine that starts from a base image. */
    public static VmSpec ofBase(String base) {
        return new VmSpec(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), base, List.of());
    }

    public VmSpec {
        buildSteps = List.copyOf(buildSteps);
    }
}
