package dev.workbench.image;

/** Is told of build steps while they run. */
@FunctionalInterface
public interface StepWatch {
    /** A step has ended well and the next one has not begun; it begins when this returns. */
    void between(int finishedStep);
}
