package org.p2vworkbench.reports.inventory;

import java.util.List;

/** The machine, without what is installed on it. */
public record HardwareFacts(
        PlatformFacts platform,
        ProcessorFacts processor,
        MemoryFacts memory,
        List<DiskFacts> disks,
        List<RaidSet> raidSets,
        List<Volume> volumes,
        List<Nic> nics,
        List<Bundle> bundles,
        List<PciCard> pci,
        List<UsbDevice> usb) {

    public HardwareFacts {
        platform = platform == null ? PlatformFacts.nothing() : platform;
        processor = processor == null ? ProcessorFacts.nothing() : processor;
        memory = memory == null ? new MemoryFacts(null, null, null, null) : memory;
        disks = Missing.list(disks);
        raidSets = Missing.list(raidSets);
        volumes = Missing.list(volumes);
        nics = Missing.list(nics);
        bundles = Missing.list(bundles);
        pci = Missing.list(pci);
        usb = Missing.list(usb);
    }

    static HardwareFacts nothing() {
        return new HardwareFacts(null, null, null, null, null, null, null, null, null, null);
    }

    /**
     * A RAID set.
     *
     * @param state "optimal", "degraded", "rebuilding", "failed", "unproven", "unknown"
     * @param slots how many members it should have, 0 if unknown
     */
    public record RaidSet(
            String name,
            String format,
            String level,
            String state,
            int slots,
            long sizeBytes,
            List<String> members,
            String source) {

        public RaidSet {
            name = Missing.text(name);
            format = Missing.text(format);
            level = Missing.text(level);
            state = Missing.text(state);
            slots = (int) Missing.amount(slots);
            sizeBytes = Missing.amount(sizeBytes);
            members = Missing.list(members);
            source = Missing.text(source);
        }
    }

    /** A device that is made of others; kind is "lvm", "crypt", "mpath", "dmraid", "ldm", "other". */
    public record Volume(String name, String kind, long sizeBytes, List<String> on, String type, String label) {

        public Volume {
            name = Missing.text(name);
            kind = Missing.text(kind);
            sizeBytes = Missing.amount(sizeBytes);
            on = Missing.list(on);
            type = Missing.text(type);
            label = Missing.text(label);
        }
    }

    /** A network card. */
    public record Nic(
            String name,
            String mac,
            String location,
            String driver,
            long speedMegabits,
            boolean linkUp,
            long mtu,
            List<String> addresses) {

        public Nic {
            name = Missing.text(name);
            mac = Missing.text(mac);
            location = Missing.text(location);
            driver = Missing.text(driver);
            speedMegabits = Missing.amount(speedMegabits);
            mtu = Missing.amount(mtu);
            addresses = Missing.list(addresses);
        }
    }

    /** A network interface that is no hardware; kind is "bond", "vlan", "bridge", "team". */
    public record Bundle(String name, String kind, String detail, List<String> members, List<String> addresses) {

        public Bundle {
            name = Missing.text(name);
            kind = Missing.text(kind);
            detail = Missing.text(detail);
            members = Missing.list(members);
            addresses = Missing.list(addresses);
        }
    }

    /** A device on the PCI bus; {@code classCode} has six hexadecimal digits. */
    public record PciCard(
            String address,
            String classCode,
            String vendor,
            String device,
            String subsystem,
            String driver,
            String name) {

        public PciCard {
            address = Missing.text(address);
            classCode = Missing.text(classCode);
            vendor = Missing.text(vendor);
            device = Missing.text(device);
            subsystem = Missing.text(subsystem);
            driver = Missing.text(driver);
            name = Missing.text(name);
        }
    }

    /** A USB device that is no hub; {@code vendor} and {@code device} in hexadecimal. */
    public record UsbDevice(String place, String vendor, String device, String maker, String product, String serial) {

        public UsbDevice {
            place = Missing.text(place);
            vendor = Missing.text(vendor);
            device = Missing.text(device);
            maker = Missing.text(maker);
            product = Missing.text(product);
            serial = Missing.text(serial);
        }
    }
}
