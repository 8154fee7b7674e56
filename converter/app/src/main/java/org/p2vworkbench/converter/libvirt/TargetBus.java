package org.p2vworkbench.converter.libvirt;

/** How the new machine attaches a drive; {@code xmlName} and the letters its device names begin with are libvirt's. */
enum TargetBus {
    IDE("ide", "hd"),
    SATA("sata", "sd"),
    SCSI("scsi", "sd"),
    VIRTIO("virtio", "vd");

    private final String xmlName;
    private final String letters;

    TargetBus(String xmlName, String letters) {
        this.xmlName = xmlName;
        this.letters = letters;
    }

    String xmlName() {
        return xmlName;
    }

    String letters() {
        return letters;
    }
}
