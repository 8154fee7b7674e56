package org.p2vworkbench.converter.libvirt;

import java.util.Map;
import java.util.Optional;

/**
 * Where the cards are plugged in on the new host: into a bridge by the old network's name, else into libvirt's network
 * "default".
 */
public record Networks(Map<String, String> bridgeByOldNetwork) {

    static final String DEFAULT_NETWORK = "default";

    public Networks {
        bridgeByOldNetwork = Map.copyOf(bridgeByOldNetwork);
    }

    public static Networks allDefault() {
        return new Networks(Map.of());
    }

    Optional<String> bridge(Optional<String> oldNetwork) {
        return oldNetwork.map(bridgeByOldNetwork::get);
    }
}
