package org.p2vworkbench.reports.inventory;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;

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

    /** The same with other storage. */
    public HardwareFacts with(List<DiskFacts> otherDisks, List<RaidSet> otherSets, List<Volume> otherVolumes) {
        return new HardwareFacts(
                platform, processor, memory, otherDisks, otherSets, otherVolumes, nics, bundles, pci, usb);
    }

    /** The same without what belongs to another machine than its disks: of that, only the size counts. */
    public HardwareFacts ofRehearsal() {
        return new HardwareFacts(null, processor, memory, null, null, null, nics, null, null, null);
    }

    static HardwareFacts nothing() {
        return new HardwareFacts(null, null, null, null, null, null, null, null, null, null);
    }

    /**
     * A RAID set.
     *
     * @param state "optimal", "degraded", "rebuilding", "failed", "unproven", "unknown"
     * @param slots how many members it should have, 0 if unknown
     * @param layout as mdadm names it ("left-symmetric", "near=2"); empty where the level has only one, or nobody looked
     * @param chunkBytes what lies on one member before the next one follows; 0 where the level has none, or nobody looked
     * @param confidence 0 to 1 that this is how the machine saw it; missing where the system that runs it said so itself
     * @param usedBytes of its volume, which a copy has to carry instead of the members' bytes; missing when nobody looked
     * @param places its members by slot, empty texts where one is missing; no places when nobody knows
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record RaidSet(
            String name,
            String format,
            String level,
            String state,
            int slots,
            long sizeBytes,
            List<String> members,
            String source,
            String layout,
            long chunkBytes,
            Optional<Double> confidence,
            Optional<Long> usedBytes,
            List<String> places) {

        public RaidSet {
            name = Missing.text(name);
            format = Missing.text(format);
            level = Missing.text(level);
            state = Missing.text(state);
            slots = (int) Missing.amount(slots);
            sizeBytes = Missing.amount(sizeBytes);
            members = Missing.list(members);
            source = Missing.text(source);
            layout = Missing.text(layout);
            chunkBytes = Missing.amount(chunkBytes);
            confidence = confidence == null ? Optional.empty() : confidence.filter(Double::isFinite);
            usedBytes = Missing.amount(usedBytes);
            places = Missing.list(places);
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
            List<String> addresses,
            Fact<Neighbour> neighbour) {

        public Nic {
            name = Missing.text(name);
            mac = Missing.text(mac);
            location = Missing.text(location);
            driver = Missing.text(driver);
            speedMegabits = Missing.amount(speedMegabits);
            mtu = Missing.amount(mtu);
            addresses = Missing.list(addresses);
            neighbour = Missing.fact(neighbour);
        }
    }

    /** The switch at the other end of a card, as it says of itself (LLDP); {@code vlans} are those that its port carries. */
    public record Neighbour(
            String system, String description, String port, String portDescription, List<String> vlans) {

        public Neighbour {
            system = Missing.text(system);
            description = Missing.text(description);
            port = Missing.text(port);
            portDescription = Missing.text(portDescription);
            vlans = Missing.list(vlans);
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
