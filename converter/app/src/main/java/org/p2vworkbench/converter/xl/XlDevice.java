package org.p2vworkbench.converter.xl;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a guest calls a virtual device (xen-vbd-interface(7)): {@code xvda}, {@code sda1}, {@code d0p1}, {@code 0xca01}.
 *
 * @param kind "xvd", "sd" or "hd"
 * @param disk from 0
 * @param partition from 1; 0 for the whole disk
 */
record XlDevice(String kind, int disk, int partition) implements Comparable<XlDevice> {

    private static final Pattern LETTERS = Pattern.compile("(xvd|sd|hd)([a-z]{1,2})(\\d{1,3})?");
    private static final Pattern COUNTED = Pattern.compile("d(\\d{1,5})(?:p(\\d{1,3}))?");
    private static final Pattern NUMBER = Pattern.compile("0x[0-9a-f]{1,8}|\\d{1,10}");
    private static final int LETTERS_IN_ALPHABET = 26;

    private static final int XVD_MAJOR = 202;
    private static final int SD_MAJOR = 8;
    private static final int HD_MAJOR = 3;
    private static final int EXTENDED = 1 << 28;

    static Optional<XlDevice> parse(String written) {
        String name = written.strip().replaceFirst("^/dev/", "");
        Matcher letters = LETTERS.matcher(name);
        if (letters.matches()) {
            return Optional.of(new XlDevice(letters.group(1), place(letters.group(2)), number(letters.group(3))));
        }
        Matcher counted = COUNTED.matcher(name);
        if (counted.matches()) {
            return Optional.of(new XlDevice("xvd", number(counted.group(1)), number(counted.group(2))));
        }
        return NUMBER.matcher(name).matches() ? byNumber(Long.decode(name)) : Optional.empty();
    }

    /** Linux's device numbers: major times 256 plus minor, or Xen's own with 24 bits of disk. */
    private static Optional<XlDevice> byNumber(long number) {
        int minor = (int) (number & 0xff);
        if (number >= EXTENDED && number < 2L * EXTENDED) {
            return Optional.of(new XlDevice("xvd", (int) (number - EXTENDED) >> 8, minor));
        }
        return switch ((int) Math.min(number >> 8, Integer.MAX_VALUE)) {
            case XVD_MAJOR -> Optional.of(new XlDevice("xvd", minor >> 4, minor & 0xf));
            case SD_MAJOR -> Optional.of(new XlDevice("sd", minor >> 4, minor & 0xf));
            case HD_MAJOR -> Optional.of(new XlDevice("hd", minor >> 6, minor & 0x3f));
            default -> Optional.empty();
        };
    }

    private static int place(String letters) {
        int place = 0;
        for (char letter : letters.toCharArray()) {
            place = place * LETTERS_IN_ALPHABET + letter - 'a' + 1;
        }
        return place - 1;
    }

    private static int number(String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    boolean isPartition() {
        return partition > 0;
    }

    XlDevice wholeDisk() {
        return new XlDevice(kind, disk, 0);
    }

    OptionalInt number() {
        return isPartition() ? OptionalInt.of(partition) : OptionalInt.empty();
    }

    /** The same disk under the names of another driver: kernels of their own time call what is "sda" here "xvda". */
    String named(String otherKind) {
        String letters = disk < LETTERS_IN_ALPHABET
                ? String.valueOf((char) ('a' + disk))
                : disk < LETTERS_IN_ALPHABET * (LETTERS_IN_ALPHABET + 1)
                        ? "" + (char) ('a' + disk / LETTERS_IN_ALPHABET - 1) + (char) ('a' + disk % LETTERS_IN_ALPHABET)
                        : Integer.toString(disk);
        return otherKind + letters + (isPartition() ? Integer.toString(partition) : "");
    }

    /** IDE's before those of Xen, and SCSI's last: the order in which a machine's firmware tries them. */
    @Override
    public int compareTo(XlDevice other) {
        int kinds = kind.compareTo(other.kind);
        int order = kind.equals(other.kind) ? 0 : kind.equals("hd") ? -1 : other.kind.equals("hd") ? 1 : -kinds;
        if (order != 0) {
            return order;
        }
        int disks = Integer.compare(disk, other.disk);
        return disks != 0 ? disks : Integer.compare(partition, other.partition);
    }

    @Override
    public String toString() {
        return named(kind);
    }
}
