package org.p2vworkbench.converter.libvirt;

import java.util.Optional;
import org.p2vworkbench.converter.hardware.Firmware;
import org.p2vworkbench.converter.hardware.ScsiModel;

/**
 * SCSI adapters that qemu has and its firmware boots from.
 *
 * <p>qemu's LSI Logic is the 53C895A, VMware's the 53C1030: other chips with other drivers, of which Windows 2003 and
 * any Linux with its usual initramfs have both. It is the nearest there is until drivers are put into the guest. Debian's
 * OVMF has drivers for the others and none for the 53C895A, so UEFI machines do without it.
 */
enum TargetScsi {
    /** Seven devices: the adapter itself has id 7. */
    LSILOGIC("lsilogic", "lsi53c895a", 7, true),
    LSISAS1068("lsisas1068", "mptsas1068", 8, false),
    PVSCSI("vmpvscsi", "pvscsi", 16, false),
    VIRTIO_SCSI("virtio-scsi", "virtio-scsi-pci", 64, false);

    private final String xmlName;
    private final String qemuDevice;
    private final int devices;
    private final boolean idIsUnit;

    TargetScsi(String xmlName, String qemuDevice, int devices, boolean idIsUnit) {
        this.xmlName = xmlName;
        this.qemuDevice = qemuDevice;
        this.devices = devices;
        this.idIsUnit = idIsUnit;
    }

    /** The adapter for what the source had, if there is one. An adapter that was not named was an LSI Logic. */
    static Optional<TargetScsi> of(ScsiModel model, Firmware firmware) {
        return switch (model) {
            case BUSLOGIC -> Optional.empty();
            case LSILOGIC, UNKNOWN -> Optional.of(LSILOGIC).filter(lsi -> !firmware.isUefi());
            case LSISAS1068 -> Optional.of(LSISAS1068);
            case PVSCSI -> Optional.of(PVSCSI);
            case VIRTIO_SCSI -> Optional.of(VIRTIO_SCSI);
        };
    }

    String xmlName() {
        return xmlName;
    }

    String qemuDevice() {
        return qemuDevice;
    }

    int devices() {
        return devices;
    }

    /** Whether libvirt writes the SCSI id of a device as its unit, not as its target (libvirt: "target must be 0"). */
    boolean idIsUnit() {
        return idIsUnit;
    }
}
