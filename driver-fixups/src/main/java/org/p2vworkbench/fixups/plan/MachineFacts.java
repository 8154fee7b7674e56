package org.p2vworkbench.fixups.plan;

import java.util.List;
import java.util.Map;

/**
 * What is known of the old machine beside its disks' bytes: what its agent reported, or what its virtual machine's
 * definition says. Images alone know nothing of it, then all is empty.
 *
 * @param disks in the order in which the new machine has them
 * @param startedByHost whether the old host loaded the guest's kernel, so that it need not have one
 */
public record MachineFacts(List<Nic> nics, List<Disk> disks, boolean startedByHost) {

    public static final MachineFacts NONE = new MachineFacts(List.of(), List.of());

    public MachineFacts {
        nics = List.copyOf(nics);
        disks = List.copyOf(disks);
    }

    public MachineFacts(List<Nic> nics, List<Disk> disks) {
        this(nics, disks, false);
    }

    /**
     * A network card. The new machine keeps its address.
     *
     * @param name that the installed system gave it, "eno1"; empty when that is not known
     * @param mac in lower case with colons: the card's own, not that of a bond it is in
     * @param pciAddress "0000:02:00.0"; empty when that is not known
     */
    public record Nic(String name, String mac, String pciAddress) {}

    /**
     * A disk.
     *
     * @param names all that it is called below /dev: "sda", "cciss/c0d0", "disk/by-id/scsi-3600508b1001c..."
     * @param bare whether its first partition was the whole disk on the old machine
     * @param moved what was an array, or a partition of another disk, and is one of its partitions now: that one's number
     *     by each name below /dev, "md0", "disk/by-id/md-uuid-0a1b...", "sdb3"; 0 for an array that is the whole disk
     */
    public record Disk(List<String> names, boolean bare, Map<String, Integer> moved) {

        public Disk {
            names = List.copyOf(names);
            moved = moved == null ? Map.of() : Map.copyOf(moved);
        }

        public Disk(List<String> names, boolean bare) {
            this(names, bare, Map.of());
        }

        public Disk(List<String> names) {
            this(names, false);
        }
    }
}
