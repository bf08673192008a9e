package dev.workbench.vm;

import java.util.List;

/** The ability of a provider in somebody's account to find out beforehand what it may do there. */
public interface AccountCheck {
    /** Asks for each action that the provider needs; nothing is created. */
    List<Permission> permissions();

    /**
     * @param action in the provider's own words
     * @param found what the provider said, in plain words
     */
    record Permission(String action, boolean granted, String found) {}
}
