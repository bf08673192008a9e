package dev.workbench.vm;

/** The disk that a VM starts from. */
public sealed interface VmSource {
    /** An unmodified base image, such as {@code debian-12}. */
    record Base(String name) implements VmSource {}

    /** A baked image of the same provider. */
    record Baked(VmImage image) implements VmSource {}
}
