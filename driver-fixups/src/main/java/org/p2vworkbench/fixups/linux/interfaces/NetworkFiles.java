package org.p2vworkbench.fixups.linux.interfaces;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.p2vworkbench.fixups.guest.GuestTree;

/** The network configuration of a guest. */
public record NetworkFiles(Set<NetworkStyle> styles, List<NetworkInterface> interfaces) {

    public NetworkFiles {
        styles = Set.copyOf(styles);
        interfaces = List.copyOf(interfaces);
    }

    public static NetworkFiles of(GuestTree guest) throws IOException {
        Set<NetworkStyle> styles = EnumSet.noneOf(NetworkStyle.class);
        List<NetworkInterface> all = new ArrayList<>();
        for (NetworkStyle style : NetworkStyle.values()) {
            List<NetworkInterface> found = style.interfaces(guest);
            if (!found.isEmpty()) {
                styles.add(style);
                all.addAll(found);
            }
        }
        return new NetworkFiles(styles, all);
    }
}
