package dev.workbench.family;

/** A processor architecture in the VM spec's words. */
public enum Architecture {
    X64("x64"),
    ARM64("arm64");

    private final String word;

    Architecture(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }
}
