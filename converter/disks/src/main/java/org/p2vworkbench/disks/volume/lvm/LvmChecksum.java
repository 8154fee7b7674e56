package org.p2vworkbench.disks.volume.lvm;

/** CRC-32 with LVM's own start value and without the final inversion (LVM2 lib/misc/crc.h). */
final class LvmChecksum {

    private static final int START = 0xf597a6cf;
    private static final int REFLECTED_POLYNOMIAL = 0xedb88320;
    private static final int[] TABLE = new int[256];

    static {
        for (int value = 0; value < TABLE.length; value++) {
            int crc = value;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) != 0 ? crc >>> 1 ^ REFLECTED_POLYNOMIAL : crc >>> 1;
            }
            TABLE[value] = crc;
        }
    }

    private LvmChecksum() {}

    static long of(byte[] bytes) {
        int crc = START;
        for (byte next : bytes) {
            crc = TABLE[(crc ^ next) & 0xff] ^ crc >>> 8;
        }
        return Integer.toUnsignedLong(crc);
    }
}
