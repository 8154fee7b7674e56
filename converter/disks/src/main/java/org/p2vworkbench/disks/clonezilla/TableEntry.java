package org.p2vworkbench.disks.clonezilla;

/**
 * A partition as a saved table has it.
 *
 * @param number by which the guest knows it
 * @param device as its files are named: "sda1"
 * @param type two hexadecimal digits, or a GUID
 * @param uuid of the partition; empty on MBR disks
 * @param attributes of a GPT entry
 */
record TableEntry(
        int number,
        String device,
        long start,
        long sectors,
        String type,
        String uuid,
        String name,
        long attributes,
        boolean bootable) {

    private static final String SWAP_GUID = "0657FD6D-A4AB-43C4-84E5-0933C84B4F4F";

    /** The first sector behind it. */
    long end() {
        return start + sectors;
    }

    boolean isExtended() {
        return type.equals("5") || type.equals("f") || type.equals("85");
    }

    boolean isSwap() {
        return type.equals("82") || type.equalsIgnoreCase(SWAP_GUID);
    }

    boolean samePlace(TableEntry other) {
        return number == other.number && start == other.start && sectors == other.sectors;
    }

    @Override
    public String toString() {
        return "partition %d of %d sectors from %d".formatted(number, sectors, start);
    }
}
