package org.p2vworkbench.fixups.plan;

import java.util.List;
import java.util.OptionalInt;

/**
 * The machine a repaired guest has to be given, because it has drivers for this one.
 *
 * @param q35 whether it runs on a PCI Express machine; otherwise it needs an i440fx
 * @param mostCpus empty when the guest takes any number
 * @param reasons why it is not the fastest there is; empty when it is
 */
public record VirtualHardware(
        DiskBus disks, NicModel nics, boolean q35, Clock clock, OptionalInt mostCpus, List<String> reasons) {

    public VirtualHardware {
        reasons = List.copyOf(reasons);
    }

    /** Where the disks hang. */
    public enum DiskBus {
        VIRTIO_BLK,
        VIRTIO_SCSI,
        SATA,
        IDE,
        /** The LSI 53C895A, a parallel SCSI adapter that systems of 2000 have a driver for. */
        LSI
    }

    /** What the network cards claim to be. */
    public enum NicModel {
        VIRTIO("virtio_net"),
        E1000("e1000"),
        E1000E("e1000e"),
        RTL8139("8139cp"),
        PCNET("pcnet32");

        private final String driver;

        NicModel(String driver) {
            this.driver = driver;
        }

        /** What Linux calls its driver. */
        public String driver() {
            return driver;
        }
    }

    /** What the machine's clock holds when the guest is started. */
    public enum Clock {
        UTC,
        LOCALTIME
    }
}
