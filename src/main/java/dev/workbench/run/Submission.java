package dev.workbench.run;

import dev.workbench.container.ContainerEngine;
import dev.workbench.container.SmallTar;
import dev.workbench.environment.Environment;

/** The agent's answer, in the file where the task's scoring looks for it. */
record Submission(ContainerEngine engine) {
    private static final int AGENT = 1000;

    /** Writes the bytes as they are, as if the agent had written them. */
    void write(Environment environment, byte[] text) {
        engine.upload(
                environment.record().container().orElseThrow().id(),
                "/home/agent",
                new SmallTar().file("submission.txt", 0644, AGENT, text).open());
    }
}
