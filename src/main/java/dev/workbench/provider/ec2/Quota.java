package dev.workbench.provider.ec2;

/**
 * The limits of an account on the vCPUs of running instances, each for some families of instance types; the names and
 * codes are those of Service Quotas.
 */
enum Quota {
    STANDARD("Standard (A, C, D, H, I, M, R, T, Z)", "L-1216C47A", "L-34B43A08", 2),
    G_AND_VT("G and VT", "L-DB2E81BA", "L-3819A6DF", 4),
    P("P", "L-417A185B", "L-7212CCBC", 8),
    F("F", "L-74FC7D96", "L-88CF9481", 8),
    X("X", "L-7295265B", "L-E3A00192", 4),
    INF("Inf", "L-1945791B", "L-B5D1601B", 4),
    TRN("Trn", "L-2C3B7624", "L-5480EFD2", 8),
    DL("DL", "L-6E869C2A", "L-85EED4F7", 96);

    private final String families;
    private final String onDemandCode;
    private final String spotCode;
    private final int smallest;

    Quota(String families, String onDemandCode, String spotCode, int smallest) {
        this.families = families;
        this.onDemandCode = onDemandCode;
        this.spotCode = spotCode;
        this.smallest = smallest;
    }

    /** The one that counts an instance type. */
    static Quota of(String instanceType) {
        return switch (instanceType.replaceFirst("^([a-z]+).*", "$1")) {
            case "g", "gr", "vt" -> G_AND_VT;
            case "p" -> P;
            case "f" -> F;
            case "x" -> X;
            case "inf" -> INF;
            case "trn" -> TRN;
            case "dl" -> DL;
            default -> STANDARD;
        };
    }

    /** As Service Quotas calls it. */
    String word(boolean onSpot) {
        return onSpot ? "All " + families + " Spot Instance Requests" : "Running On-Demand " + families + " instances";
    }

    String code(boolean onSpot) {
        return onSpot ? spotCode : onDemandCode;
    }

    /** The vCPUs of the smallest machine that it counts and a task might ask for. */
    int smallest() {
        return smallest;
    }

    /** A command that asks AWS for more. */
    String request(boolean onSpot, int vcpus, String region) {
        return "aws service-quotas request-service-quota-increase --service-code ec2 --quota-code " + code(onSpot)
                + " --desired-value " + vcpus + " --region " + region;
    }
}
