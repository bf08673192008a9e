package dev.workbench.host;

import java.util.Optional;

/**
 * All that the checks judge.
 *
 * @param whyEmulated why aux VMs are emulated; empty when the processor runs them itself
 */
public record Facts(Machine machine, EngineState engine, Optional<String> whyEmulated) {}
