package org.p2vworkbench.fixups.linux.relocation;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A name below /dev that belongs to the old machine's hardware.
 *
 * @param disk the part that names the disk: "sda", "cciss/c0d0", "disk/by-id/scsi-3600508b1001c0e2f"
 * @param place of the disk among those of its kind, where the name tells: 1 of "sdb"
 * @param partition empty for the whole disk
 */
record OldDevice(String disk, OptionalInt place, OptionalInt partition) {

    /** Disks of the kernel's own drivers, counted in letters. Names of Xen's are given by its host. */
    private static final Pattern LETTERS = Pattern.compile("((?:sd|hd|vd|xvd|i2o/hd|emcpower)([a-z]{1,3}))(\\d{1,3})?");

    /** SmartArray before hpsa, its predecessor, and Mylex: controller and disk by number. */
    private static final Pattern CONTROLLER = Pattern.compile("((?:cciss|ida|rd)/c(\\d)d(\\d{1,2}))(?:p(\\d{1,3}))?");

    private static final Pattern NUMBERED =
            Pattern.compile("((?:nvme(\\d{1,3})n\\d{1,3})|mmcblk(\\d))(?:p(\\d{1,3}))?");

    /** Multipath, by friendly name or WWID; kpartx adds "p1", "1", "-part1" or "_part1". */
    private static final Pattern MULTIPATH =
            Pattern.compile("(mapper/(?:mpath[a-z]+|3[0-9a-f]{32}|3[0-9a-f]{16}))(?:(?:[-_]part|p)?(\\d{1,3}))?");

    /** BIOS RAID through dmraid: the number at the end is the partition's. */
    private static final Pattern BIOS_RAID =
            Pattern.compile("(mapper/(?:isw|ddf1|nvidia|sil|pdc|via|jmicron|hpt\\w*|asr|lsi)_.*?)(?:p?([1-9]))?");

    private static final Pattern LINK = Pattern.compile("(disk/by-(?:id|path)/.+?)(?:-part(\\d{1,3}))?");

    /** @param device "/dev/sda1"; empty when it names nothing that a move takes away */
    static Optional<OldDevice> of(String device) {
        if (!device.startsWith("/dev/")) {
            return Optional.empty();
        }
        String name = device.substring("/dev/".length());
        Matcher letters = LETTERS.matcher(name);
        if (letters.matches()) {
            return Optional.of(
                    new OldDevice(letters.group(1), OptionalInt.of(place(letters.group(2))), number(letters.group(3))));
        }
        Matcher controller = CONTROLLER.matcher(name);
        if (controller.matches()) {
            // A second controller's disks come after sixteen of the first: only their order matters.
            int place = Integer.parseInt(controller.group(2)) * 16 + Integer.parseInt(controller.group(3));
            return Optional.of(new OldDevice(controller.group(1), OptionalInt.of(place), number(controller.group(4))));
        }
        Matcher numbered = NUMBERED.matcher(name);
        if (numbered.matches()) {
            OptionalInt place = numbered.group(2) != null ? number(numbered.group(2)) : number(numbered.group(3));
            return Optional.of(new OldDevice(numbered.group(1), place, number(numbered.group(4))));
        }
        for (Pattern pattern : new Pattern[] {MULTIPATH, BIOS_RAID, LINK}) {
            Matcher named = pattern.matcher(name);
            // Links that follow what an array or a volume group is called stay what they are.
            if (named.matches() && !name.matches("disk/by-id/(dm|lvm|md)-.*")) {
                return Optional.of(new OldDevice(named.group(1), OptionalInt.empty(), number(named.group(2))));
            }
        }
        return Optional.empty();
    }

    /** "a" is 0, "z" is 25, "aa" is 26. */
    private static int place(String letters) {
        int place = 0;
        for (char letter : letters.toCharArray()) {
            place = place * 26 + letter - 'a' + 1;
        }
        return place - 1;
    }

    private static OptionalInt number(String digits) {
        return digits == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(digits));
    }
}
