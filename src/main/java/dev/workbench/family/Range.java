package dev.workbench.family;

/** An inclusive range of whole numbers, lowest first. */
public record Range(int min, int max) {
    public boolean contains(int value) {
        return min <= value && value <= max;
    }
}
