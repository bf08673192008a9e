package dev.workbench.environment;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** Where an environment is in its life, as its record has it; what the engine says may make it broken. */
public enum Status {
    /** A process builds or starts it; without that process it is broken. */
    @JsonProperty("starting")
    STARTING,
    /** The task has started; the agent may work. */
    @JsonProperty("running")
    RUNNING,
    @JsonProperty("scored")
    SCORED,
    @JsonProperty("needs_manual_scoring")
    NEEDS_MANUAL_SCORING,
    @JsonProperty("scoring_failed")
    SCORING_FAILED,
    /** It cannot be used any more, only destroyed. */
    @JsonProperty("broken")
    BROKEN;

    /** The word used in JSON and tables. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
