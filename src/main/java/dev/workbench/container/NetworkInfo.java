package dev.workbench.container;

import java.util.Map;

/** A network: its IPv4 subnet as {@code a.b.c.d/n} and the bridge's own address in it, empty when it has none. */
public record NetworkInfo(
        String id, String name, boolean internal, String subnet, String gateway, Map<String, String> labels) {}
