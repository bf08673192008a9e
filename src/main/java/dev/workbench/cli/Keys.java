package dev.workbench.cli;

/** Image keys as tables show them. */
final class Keys {
    private static final int SHOWN = "sha256:".length() + 12;

    private Keys() {}

    static String brief(String key) {
        return key.length() > SHOWN ? key.substring(0, SHOWN) : key;
    }
}
