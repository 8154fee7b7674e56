package org.p2vworkbench.fixups.linux.interfaces;

import java.io.IOException;
import java.util.List;
import org.p2vworkbench.fixups.guest.GuestTree;

/** Reads one kind of network configuration. */
interface InterfaceReader {

    List<NetworkInterface> interfaces(GuestTree guest) throws IOException;
}
