package dev.workbench.vm;

/** The ability of a provider in somebody's account to say what of workbench's there is in it. */
public interface Inventoried extends Ability {
    /** Whether this user has set the provider up at all; asks nobody. */
    boolean isConfigured();

    /** What there is in the place that the user has chosen. */
    Inventory inventory();

    /** The baked images in the place that the user has chosen. */
    AccountImages accountImages();
}
