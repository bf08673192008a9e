package dev.workbench.run;

import java.nio.file.Path;
import java.util.Optional;

/** @param directory copied to {@code /home/agent/scaffolding}, where the command runs then */
public record AgentOptions(String command, Optional<Path> directory) {}
