package org.p2vworkbench.converter.raid;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.p2vworkbench.disks.Field;
import org.p2vworkbench.disks.raid.md.MdSuperblock;
import org.p2vworkbench.disks.raid.set.RaidDisk;
import org.p2vworkbench.disks.raid.set.RaidSet;

/** What a guest may call things below /dev, by what is written on its disks and what its machine said of them. */
final class ArrayNames {

    /** Kinds of disks that the kernel counts in letters. */
    private static final List<String> COUNTED = List.of("sd", "hd", "vd", "xvd");

    private static final int LETTERS = 26;

    private ArrayNames() {}

    /**
     * Of an array: md(4) and mdadm(8), "DEVICE NAMES". Superblocks of format 0.90 have the number that it had last, others
     * a name, of which the part before the colon is a host's.
     */
    static List<String> of(RaidSet set) throws IOException {
        List<String> names = new ArrayList<>();
        names.add("disk/by-id/md-uuid-" + set.uuid());
        String name = set.name().substring(set.name().indexOf(':') + 1);
        if (!name.isEmpty()) {
            names.add("disk/by-id/md-name-" + set.name());
            names.add("md/" + name);
            names.add("md/" + set.name());
        }
        if (name.matches("\\d{1,3}")) {
            names.add("md" + name);
        }
        for (RaidDisk member : set.disks()) {
            for (MdSuperblock superblock : MdSuperblock.on(member.bytes())) {
                for (Field field : superblock.structure().fields()) {
                    if (superblock.version().equals("0.90") && field.name().equals("preferred minor number")) {
                        names.add("md" + field.value());
                        names.add("md/" + field.value());
                    }
                }
            }
        }
        return names.stream().distinct().toList();
    }

    /** Of a partition of a device. Links by hardware add a word; a number is kept apart from a number. */
    static String partition(String device, int number) {
        if (device.startsWith("disk/by-")) {
            return device + "-part" + number;
        }
        return device + (Character.isDigit(device.charAt(device.length() - 1)) ? "p" : "") + number;
    }

    /** Of a disk that nobody named, by its place. */
    static List<String> ofDisk(int place) {
        String letters = (place < LETTERS ? "" : String.valueOf((char) ('a' + place / LETTERS - 1)))
                + (char) ('a' + place % LETTERS);
        return COUNTED.stream().map(kind -> kind + letters).toList();
    }
}
