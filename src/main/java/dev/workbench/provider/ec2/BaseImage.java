package dev.workbench.provider.ec2;

import dev.workbench.error.WorkbenchException;
import dev.workbench.family.Architecture;
import dev.workbench.vm.VmProvider;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** A base image by its word in VM specs, and where its publisher keeps it on AWS. */
enum BaseImage {
    DEBIAN_12(
            "debian-12",
            "admin",
            "136693071363", // Debian
            "debian-12-amd64-*",
            "/aws/service/debian/release/12/latest/amd64",
            "debian-12-arm64-*",
            "/aws/service/debian/release/12/latest/arm64"),
    CUDA_UBUNTU_20_04(
            "ubuntu-20.04-cuda",
            "ubuntu",
            "898082745236", // AWS Deep Learning AMIs
            "Deep Learning Base OSS Nvidia Driver GPU AMI (Ubuntu 20.04) *",
            "/aws/service/deeplearning/ami/x86_64/base-oss-nvidia-driver-gpu-ubuntu-20.04/latest/ami-id",
            "",
            "");

    private final String word;
    private final String admin;
    private final String owner;
    private final String x64;
    private final String x64Parameter;
    private final String arm64;
    private final String arm64Parameter;

    /**
     * @param x64 the images' names at their owner, {@code *} for the part that changes
     * @param x64Parameter the public parameter that has the newest one's id
     * @param arm64 the same for ARM processors, {@code arm64Parameter} too; empty where the owner has none
     */
    BaseImage(
            String word,
            String admin,
            String owner,
            String x64,
            String x64Parameter,
            String arm64,
            String arm64Parameter) {
        this.word = word;
        this.admin = admin;
        this.owner = owner;
        this.x64 = x64;
        this.x64Parameter = x64Parameter;
        this.arm64 = arm64;
        this.arm64Parameter = arm64Parameter;
    }

    /** @throws WorkbenchException (exit code 4) naming those that there are */
    static BaseImage named(String word) {
        return Arrays.stream(values())
                .filter(base -> base.word.equals(word))
                .findFirst()
                .orElseThrow(() -> WorkbenchException.provider(
                                VmProvider.NOT_OFFERED,
                                "the provider '" + Ec2Vms.NAME + "' cannot give the base image '" + word + "'")
                        .hint("it has "
                                + Arrays.stream(values()).map(base -> base.word).collect(Collectors.joining(", "))));
    }

    String word() {
        return word;
    }

    String admin() {
        return admin;
    }

    String owner() {
        return owner;
    }

    /** The images' names at their owner, {@code *} for the part that changes. */
    Map<Architecture, String> patterns() {
        return byArchitecture(x64, arm64);
    }

    /** The public parameters that have the newest ones' ids. */
    Map<Architecture, String> parameters() {
        return byArchitecture(x64Parameter, arm64Parameter);
    }

    private static Map<Architecture, String> byArchitecture(String x64, String arm64) {
        return arm64.isEmpty()
                ? Map.of(Architecture.X64, x64)
                : Map.of(Architecture.X64, x64, Architecture.ARM64, arm64);
    }

    boolean runsOn(Architecture architecture) {
        return patterns().containsKey(architecture);
    }
}
