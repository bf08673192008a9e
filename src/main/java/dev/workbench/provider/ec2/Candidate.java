package dev.workbench.provider.ec2;

/** One way to get a machine: a type, a zone with its subnet, and whether on the spot market. */
record Candidate(String type, String zone, String subnet, boolean spot) {
    @Override
    public String toString() {
        return type + " in " + zone + (spot ? " (spot)" : "");
    }
}
