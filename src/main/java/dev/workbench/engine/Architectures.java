package dev.workbench.engine;

/** Translates the engines' names of processor architectures into those of a VM spec. */
final class Architectures {
    private Architectures() {}

    static String word(String name) {
        return switch (name) {
            case "amd64", "x86_64" -> "x64";
            case "aarch64" -> "arm64";
            default -> name;
        };
    }
}
