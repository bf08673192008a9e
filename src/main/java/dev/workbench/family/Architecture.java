package dev.workbench.family;

import java.util.Arrays;

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

    /** The architecture of a word that is known to be one. */
    static Architecture of(String word) {
        return Arrays.stream(values())
                .filter(a -> a.word.equals(word))
                .findFirst()
                .orElseThrow();
    }
}
