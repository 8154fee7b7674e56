package org.p2vworkbench.converter.hardware;

import java.util.Locale;

/** SCSI host adapters that hypervisors emulate, because the guest's driver is for one of them and for no other. */
public enum ScsiModel {
    BUSLOGIC,
    LSILOGIC,
    LSISAS1068,
    PVSCSI,
    VIRTIO_SCSI,
    UNKNOWN;

    /** By the words VMX ({@code scsi0.virtualDev}) and OVF ({@code rasd:ResourceSubType}) use. */
    public static ScsiModel of(String word) {
        return switch (word.strip().toLowerCase(Locale.ROOT)) {
            case "buslogic" -> BUSLOGIC;
            case "lsilogic" -> LSILOGIC;
            case "lsisas1068", "lsilogicsas" -> LSISAS1068;
            case "pvscsi", "virtualscsi" -> PVSCSI;
            case "virtio-scsi", "virtioscsi" -> VIRTIO_SCSI;
            default -> UNKNOWN;
        };
    }
}
