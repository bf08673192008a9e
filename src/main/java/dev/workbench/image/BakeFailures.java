package dev.workbench.image;

/** What is done about a build step that fails, while the VM still stands as the step left it. */
public interface BakeFailures {
    /** Nothing: the VM goes. */
    BakeFailures CLEAN_UP = failed -> Then.CLEAN_UP;

    /** What becomes of the VM. */
    enum Then {
        CLEAN_UP,
        /** It stays, with its network, for whoever has its environment. */
        KEEP
    }

    /** A step failed; the bake ends with its failure when this returns. */
    Then failed(FailedBake failed);
}
