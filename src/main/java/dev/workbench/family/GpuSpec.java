package dev.workbench.family;

/** GPUs that a machine needs: how many, and of which model ({@code a10}, {@code h100}, …). */
public record GpuSpec(Range count, String model) {}
