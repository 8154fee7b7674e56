package org.p2vworkbench.fixups.linux.interfaces;

import java.io.IOException;
import java.util.List;
import org.p2vworkbench.fixups.guest.GuestTree;

/** Where a guest's network configuration is. */
public enum NetworkStyle {
    IFCFG_REDHAT(new IfcfgFiles("/etc/sysconfig/network-scripts")),
    IFCFG_SUSE(new IfcfgFiles("/etc/sysconfig/network")),
    INTERFACES(new InterfacesFiles()),
    NETPLAN(new NetplanFiles()),
    NETWORK_MANAGER(new SectionFiles(
            "/etc/NetworkManager/system-connections", "", "connection", "interface-name", "ethernet", "mac-address")),
    NETWORKD(new SectionFiles("/etc/systemd/network", ".network", "Match", "Name", "Match", "MACAddress"));

    private final InterfaceReader reader;

    NetworkStyle(InterfaceReader reader) {
        this.reader = reader;
    }

    /** The interfaces it configures this way, without the loopback. */
    public List<NetworkInterface> interfaces(GuestTree guest) throws IOException {
        return reader.interfaces(guest).stream()
                .filter(each -> !each.name().equals("lo")
                        && (!each.name().isEmpty() || each.mac().isPresent()))
                .toList();
    }
}
