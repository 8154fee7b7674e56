package org.p2vworkbench.disks.allocation.ext;

/**
 * The checksums of ext4 metadata (Linux Documentation/filesystems/ext4/checksums.rst): CRC-32C that starts from a seed
 * and is never inverted at the end, which {@link java.util.zip.CRC32C} cannot do; and the older CRC-16 (polynomial
 * 0x8005, reflected).
 */
final class ExtChecksum {

    private static final int[] CRC32C = table(0x82f63b78);
    private static final int[] CRC16 = table(0xa001);

    private ExtChecksum() {}

    static int crc32c(int start, byte[] bytes) {
        return over(CRC32C, start, bytes);
    }

    static int crc16(int start, byte[] bytes) {
        return over(CRC16, start, bytes) & 0xffff;
    }

    private static int over(int[] table, int start, byte[] bytes) {
        int crc = start;
        for (byte next : bytes) {
            crc = crc >>> 8 ^ table[(crc ^ next) & 0xff];
        }
        return crc;
    }

    private static int[] table(int polynomial) {
        int[] table = new int[256];
        for (int i = 0; i < table.length; i++) {
            int crc = i;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) != 0 ? crc >>> 1 ^ polynomial : crc >>> 1;
            }
            table[i] = crc;
        }
        return table;
    }
}
