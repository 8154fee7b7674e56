package org.p2vworkbench.agent.inventory;

import java.nio.file.Path;
import java.util.List;

/**
 * Those below /sys/class/net that have a device behind them; bridges, bonds and VLANs have none. In a bond
 * every card shows the bond's address; its own is beside it (Linux, Documentation/ABI/testing/sysfs-class-net-bonding_slave).
 */
record NetworkCards(Path root, LinuxMachine.Addresses addresses) {

    /** What drivers say of the speed of a card without a link: nothing, -1, or this. */
    private static final long UNKNOWN_SPEED = 0xffff_ffffL;

    List<NetworkCard> cards() {
        SysfsFolder net = new SysfsFolder(root.resolve("sys/class/net"));
        return net.names("").stream()
                .map(name -> new SysfsFolder(net.path().resolve(name)))
                .filter(folder -> folder.has("device"))
                .map(this::card)
                .toList();
    }

    private NetworkCard card(SysfsFolder folder) {
        String name = folder.path().getFileName().toString();
        long speed = folder.number("speed", 0);
        return new NetworkCard(
                name,
                folder.firstText("bonding_slave/perm_hwaddr", "address"),
                new DevicePath(folder.path().resolve("device")).pciAddress(),
                folder.linkName("device/driver"),
                speed == UNKNOWN_SPEED ? 0 : speed,
                folder.flag("carrier"),
                addresses.of(name));
    }
}
