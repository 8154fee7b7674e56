package org.p2vworkbench.converter.hardware;

/** How a drive was attached. */
public enum Bus {
    IDE,
    SCSI,
    SATA,
    NVME,
    VIRTIO,
    FLOPPY,
    UNKNOWN
}
