package org.p2vworkbench.converter.hardware;

import java.util.Locale;

/** Network cards that hypervisors emulate. */
public enum NicModel {
    E1000,
    E1000E,
    PCNET,
    RTL8139,
    /** VMware's "flexible" card: a PCnet until the guest's tools turn it into a vmxnet. */
    FLEXIBLE,
    VMXNET2,
    VMXNET3,
    VIRTIO,
    UNKNOWN;

    /** By the words VMX ({@code ethernet0.virtualDev}) and OVF ({@code rasd:ResourceSubType}) use. */
    public static NicModel of(String word) {
        return switch (word.strip().toLowerCase(Locale.ROOT)) {
            case "e1000" -> E1000;
            case "e1000e" -> E1000E;
            case "vlance", "pcnet32", "pcnet" -> PCNET;
            case "rtl8139" -> RTL8139;
            case "vmxnet", "flexible" -> FLEXIBLE;
            case "vmxnet2" -> VMXNET2;
            case "vmxnet3" -> VMXNET3;
            case "virtio" -> VIRTIO;
            default -> UNKNOWN;
        };
    }
}
