package dev.workbench.family;

/** Whether the workbench itself gives the agent a way onto the aux VM. */
public enum AgentAccess {
    NONE,
    AGENT,
    ADMIN
}
