package org.p2vworkbench.converter.libvirt;

/** The drives of a machine and what they are attached to, as libvirt's XML. */
final class DomainDrives {

    private final Domain domain;
    private final XmlLines xml;

    private DomainDrives(Domain domain, XmlLines xml) {
        this.domain = domain;
        this.xml = xml;
    }

    static void write(Domain domain, XmlLines xml) {
        DomainDrives drives = new DomainDrives(domain, xml);
        for (int i = 0; i < domain.disks().size(); i++) {
            drives.disk(domain.disks().get(i), i + 1);
        }
        domain.cdroms().forEach(drives::cdrom);
        if (domain.floppy()) {
            drives.floppy();
        }
        drives.controllers();
    }

    private void disk(Domain.Disk disk, int bootOrder) {
        String path =
                XmlText.demand(disk.file().image().toAbsolutePath().normalize().toString());
        Runnable content = () -> {
            driver(disk.file());
            xml.empty("source", disk.file().device() ? "dev" : "file", path);
            target(disk.at());
            disk.identity().serial().ifPresent(serial -> xml.text("serial", serial));
            disk.identity().wwn().ifPresent(wwn -> xml.text("wwn", wwn));
            xml.empty("boot", "order", Integer.toString(bootOrder));
            address(disk.at());
        };
        xml.element("disk", content, "type", disk.file().device() ? "block" : "file", "device", "disk");
    }

    /**
     * A device is read and written past the host's page cache, which would hold everything twice. A file keeps libvirt's
     * default, the cache with every flush of the guest obeyed: not each filesystem that a file may lie on can do without.
     */
    private void driver(DiskFile file) {
        if (file.device()) {
            xml.empty(
                    "driver",
                    "name",
                    "qemu",
                    "type",
                    file.format(),
                    "cache",
                    "none",
                    "io",
                    "native",
                    "discard",
                    "unmap");
        } else {
            xml.empty("driver", "name", "qemu", "type", file.format(), "discard", "unmap");
        }
    }

    private void cdrom(Placement at) {
        Runnable content = () -> {
            target(at);
            xml.empty("readonly");
            address(at);
        };
        xml.element("disk", content, "type", "file", "device", "cdrom");
    }

    private void floppy() {
        xml.element("disk", () -> xml.empty("target", "dev", "fda", "bus", "fdc"), "type", "file", "device", "floppy");
    }

    private void target(Placement at) {
        xml.empty("target", "dev", at.device(), "bus", at.bus().xmlName());
    }

    private void address(Placement at) {
        switch (at.bus()) {
            case IDE -> drive(at.controller(), at.unit() / 2, 0, at.unit() % 2);
            case SATA -> drive(at.controller(), 0, 0, at.unit());
            case SCSI -> {
                boolean idIsUnit = at.scsi().orElseThrow().idIsUnit();
                drive(at.controller(), 0, idIsUnit ? 0 : at.unit(), idIsUnit ? at.unit() : 0);
            }
            case VIRTIO -> {
                // On PCI: libvirt finds a slot.
            }
        }
    }

    private void drive(int controller, int bus, int target, int unit) {
        xml.empty(
                "address",
                "type",
                "drive",
                "controller",
                Integer.toString(controller),
                "bus",
                Integer.toString(bus),
                "target",
                Integer.toString(target),
                "unit",
                Integer.toString(unit));
    }

    private void controllers() {
        for (int i = 0; i < domain.scsiControllers().size(); i++) {
            xml.empty(
                    "controller",
                    "type",
                    "scsi",
                    "index",
                    Integer.toString(i),
                    "model",
                    domain.scsiControllers().get(i).xmlName());
        }
        for (int i = 0; i < domain.sataControllers(); i++) {
            xml.empty("controller", "type", "sata", "index", Integer.toString(i));
        }
    }
}
