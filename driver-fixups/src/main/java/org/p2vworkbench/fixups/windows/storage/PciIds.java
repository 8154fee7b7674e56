package org.p2vworkbench.fixups.windows.storage;

import java.util.List;

/** PCI ids of the virtio disk: that of before virtio 1.0, and that of it (virtio 1.2, section 4.1.2). */
final class PciIds {

    static final List<String> VIRTIO_BLK = List.of("VEN_1AF4&DEV_1001&REV_00", "VEN_1AF4&DEV_1042&REV_01");

    private PciIds() {}
}
