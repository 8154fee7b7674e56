package org.p2vworkbench.disks.raid.infer;

import java.io.IOException;
import java.util.Arrays;

/**
 * What a controller would have written onto its members, computed when somebody looks. Slow and literal on purpose: one
 * rule per level, as mdadm(8) and md(4) tell them, sharing no code with the lenses under test.
 *
 * @param layout "left-symmetric", "near=2", ...; empty for levels with one layout
 * @param capacityBytes of each member's data area, whole chunks
 */
record NaiveArray(String level, String layout, int slots, int chunk, long capacityBytes, Content content) {

    /** The bytes of the volume; zeros beyond its end. */
    interface Content {
        void read(long offset, byte[] into) throws IOException;
    }

    /** What lies in one chunk of a row. */
    private record Cell(char kind, long number) {}

    private static final long NOTHING = -1;

    long volumeBytes() {
        long rows = capacityBytes / chunk;
        return switch (level) {
            case "raid0" -> rows * slots * chunk;
            case "linear" -> capacityBytes * slots;
            case "raid1" -> capacityBytes;
            case "raid4", "raid5" -> rows * (slots - 1) * chunk;
            case "raid6" -> rows * (slots - 2) * chunk;
            case "raid10" ->
                switch (layout.charAt(0)) {
                    case 'n' -> rows * slots / copies() * chunk;
                    case 'f' -> rows / copies() * slots * chunk;
                    default -> rows / copies() * slots * chunk;
                };
            default -> throw new AssertionError(level);
        };
    }

    /** Bytes of a member's data area; {@code into} lies within one chunk. */
    void readWithinChunk(int slot, long offset, byte[] into) throws IOException {
        if (level.equals("linear")) {
            content.read(slot * capacityBytes + offset, into);
            return;
        }
        long row = offset / chunk;
        int within = (int) (offset % chunk);
        Cell cell = cell(row, slot);
        switch (cell.kind) {
            case 'D' -> data(cell.number, within, into);
            case 'P' -> parity(row, within, into, false);
            case 'Q' -> parity(row, within, into, true);
            default -> Arrays.fill(into, (byte) 0);
        }
    }

    private void data(long number, int within, byte[] into) throws IOException {
        if (number == NOTHING) {
            Arrays.fill(into, (byte) 0);
        } else {
            content.read(number * chunk + within, into);
        }
    }

    private void parity(long row, int within, byte[] into, boolean weighted) throws IOException {
        Arrays.fill(into, (byte) 0);
        byte[] one = new byte[into.length];
        int q = level.equals("raid6") ? q(row) : -1;
        int p = p(row);
        int exponent = 0;
        // Cyclic from the slot after Q: md's order. The "-6" kinds are the same with Q last. DDF keeps slot numbers.
        for (int step = 1; step <= slots; step++) {
            int slot = layout.startsWith("ddf") || q < 0 ? step - 1 : (q + step) % slots;
            if (slot == p || slot == q) {
                continue;
            }
            data(cell(row, slot).number, within, one);
            int factor = weighted ? power(layout.startsWith("ddf") ? slot : exponent) : 1;
            for (int i = 0; i < into.length; i++) {
                into[i] ^= (byte) (weighted ? multiply(factor, one[i] & 0xff) : one[i]);
            }
            exponent++;
        }
    }

    private static int power(int exponent) {
        int value = 1;
        for (int i = 0; i < exponent; i++) {
            value = multiply(2, value);
        }
        return value;
    }

    private static int multiply(int a, int b) {
        int product = 0;
        int shifted = b;
        for (int bit = 1; bit <= a; bit <<= 1) {
            if ((a & bit) != 0) {
                product ^= shifted;
            }
            shifted = shifted << 1 ^ (shifted >>> 7) * 0x11d;
        }
        return product & 0xff;
    }

    private int copies() {
        return Integer.parseInt(layout.substring(layout.indexOf('=') + 1));
    }

    private int p(long row) {
        int n = slots;
        int s = (int) (row % n);
        if (level.equals("raid4")) {
            return n - 1;
        }
        return switch (layout) {
            case "left-asymmetric", "left-symmetric", "ddf-N-continue" -> n - 1 - s;
            case "right-asymmetric", "right-symmetric", "ddf-zero-restart" -> s;
            case "ddf-N-restart" -> n - 1 - (int) ((row + 1) % n);
            case "parity-first", "parity-first-6" -> 0;
            case "parity-last" -> level.equals("raid6") ? n - 2 : n - 1;
            case "left-asymmetric-6", "left-symmetric-6" -> n - 2 - (int) (row % (n - 1));
            case "right-asymmetric-6", "right-symmetric-6" -> (int) (row % (n - 1));
            default -> throw new AssertionError(layout);
        };
    }

    private int q(long row) {
        if (layout.endsWith("-6")) {
            return slots - 1;
        }
        return switch (layout) {
            case "ddf-N-continue" -> (p(row) + slots - 1) % slots;
            default -> (p(row) + 1) % slots;
        };
    }

    private Cell cell(long row, int slot) {
        long rows = capacityBytes / chunk;
        switch (level) {
            case "raid0":
                return new Cell('D', row * slots + slot);
            case "raid1":
                return new Cell('D', row);
            case "raid10":
                int k = copies();
                if (layout.startsWith("near")) {
                    return new Cell('D', (row * slots + slot) / k);
                }
                if (layout.startsWith("far")) {
                    long stride = rows / k;
                    int copy = (int) (row / stride);
                    return copy >= k
                            ? new Cell('0', 0)
                            : new Cell('D', row % stride * slots + Math.floorMod(slot - copy, slots));
                }
                return row / k >= rows / k
                        ? new Cell('0', 0)
                        : new Cell('D', row / k * slots + Math.floorMod(slot - (int) (row % k), slots));
            default:
                return parityCell(row, slot);
        }
    }

    private Cell parityCell(long row, int slot) {
        int p = p(row);
        int q = level.equals("raid6") ? q(row) : -1;
        if (slot == p) {
            return new Cell('P', 0);
        }
        if (slot == q) {
            return new Cell('Q', 0);
        }
        int ring = layout.endsWith("-6") ? slots - 1 : slots;
        boolean symmetric =
                layout.contains("symmetric") && !layout.contains("asymmetric") || layout.endsWith("continue");
        int width = slots - (q >= 0 ? 2 : 1);
        if (symmetric) {
            int from = layout.equals("ddf-N-continue") || q < 0 || layout.endsWith("-6") ? p + 1 : p + 2;
            return new Cell('D', row * width + Math.floorMod(slot - from, ring));
        }
        int before = (p < slot ? 1 : 0) + (q >= 0 && q < slot ? 1 : 0);
        return new Cell('D', row * width + slot - before);
    }
}
