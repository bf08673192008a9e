package dev.workbench.vm;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Whom a resource belongs to and until when; carried by every resource from its create call on.
 *
 * @param environment the environment's id
 * @param owner who runs the workbench, {@code user@host}
 * @param version the workbench's version
 */
public record Ownership(String environment, String owner, String version, Instant expires) {
    public static final String LABEL_ENVIRONMENT = "dev.workbench.environment";
    public static final String LABEL_OWNER = "dev.workbench.owner";
    public static final String LABEL_VERSION = "dev.workbench.version";
    public static final String LABEL_EXPIRES = "dev.workbench.expires";
    public static final String LABEL_ROLE = "dev.workbench.role";

    /** What an image carries in place of the labels that an engine passes on from the container it was made of. */
    public static final Map<String, String> NOBODYS_IMAGE =
            Map.of(LABEL_ENVIRONMENT, "", LABEL_OWNER, "", LABEL_VERSION, "", LABEL_EXPIRES, "", LABEL_ROLE, "image");

    /** As labels or tags; {@code role} is what the resource is for, such as {@code main} or {@code vm}. */
    public Map<String, String> labels(String role) {
        var labels = new LinkedHashMap<String, String>();
        labels.put(LABEL_ENVIRONMENT, environment);
        labels.put(LABEL_OWNER, owner);
        labels.put(LABEL_VERSION, version);
        labels.put(LABEL_EXPIRES, expires.toString());
        labels.put(LABEL_ROLE, role);
        return labels;
    }
}
