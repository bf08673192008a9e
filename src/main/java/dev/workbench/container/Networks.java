package dev.workbench.container;

import java.util.List;
import java.util.Map;

/** The networks of a container engine. */
public interface Networks {
    /** Creates a bridge network; an internal one has no route out. A name that is taken is an error. */
    NetworkInfo createNetwork(String name, boolean internal, Map<String, String> labels);

    List<NetworkInfo> networks(Map<String, String> labels);

    /** Removes a network by name or id; containers still attached are an error, no such network is not. */
    void removeNetwork(String nameOrId);
}
