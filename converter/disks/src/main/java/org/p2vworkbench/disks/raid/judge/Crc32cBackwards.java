package org.p2vworkbench.disks.raid.judge;

/**
 * CRC-32C run from its end. A checksum that covers an unknown number followed by known bytes gives the number away: the
 * register is taken back through the known bytes, and four unknown ones are then what separates it from the register
 * before them. That is how an ext4 inode tells which inode it is.
 */
final class Crc32cBackwards {

    /** Castagnoli's polynomial, bits reversed (RFC 3720, section 12.1). */
    private static final int POLYNOMIAL = 0x82f63b78;

    private static final int[] FORTH = new int[256];
    private static final int[] BACK = new int[256];

    static {
        for (int i = 0; i < 256; i++) {
            int register = i;
            int reverse = i << 24;
            for (int bit = 0; bit < 8; bit++) {
                register = register >>> 1 ^ (register & 1) * POLYNOMIAL;
                reverse = reverse < 0 ? (reverse ^ POLYNOMIAL) << 1 | 1 : reverse << 1;
            }
            FORTH[i] = register;
            BACK[i] = reverse;
        }
    }

    private Crc32cBackwards() {}

    static int forth(int register, byte[] bytes, int from, int to) {
        int now = register;
        for (int i = from; i < to; i++) {
            now = now >>> 8 ^ FORTH[(now ^ bytes[i]) & 0xff];
        }
        return now;
    }

    static int forth(int register, byte value) {
        return register >>> 8 ^ FORTH[(register ^ value) & 0xff];
    }

    static int back(int register, int value) {
        return register << 8 ^ BACK[register >>> 24] ^ value & 0xff;
    }

    /** The four bytes, as a little-endian number, that lead from one register to the other. */
    static int between(int before, int after) {
        int now = after;
        for (int i = 0; i < 4; i++) {
            now = back(now, 0);
        }
        return now ^ before;
    }
}
