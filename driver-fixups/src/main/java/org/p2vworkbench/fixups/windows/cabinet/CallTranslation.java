package org.p2vworkbench.fixups.windows.cabinet;

/**
 * Turns the targets of x86 calls (0xE8) back into distances. The packer writes them as addresses, because calls of one
 * function then have the same bytes wherever they are ([MS-PATCH] 2.2, "E8 Call Translation").
 */
final class CallTranslation {

    private static final byte CALL = (byte) 0xe8;
    private static final int TARGET_BYTES = 4;
    /** Calls in the last ten bytes of a block are as they were. */
    private static final int UNTOUCHED_BYTES = 10;
    /** Behind 2^15 blocks no call is translated. */
    private static final long END = 1L << 30;

    /** The size that the packer took the file to have; without one nothing is translated. */
    private final int fileBytes;

    CallTranslation(int fileBytes) {
        this.fileBytes = fileBytes;
    }

    /** @param position of the block in its folder */
    void undo(byte[] block, int length, long position) {
        if (fileBytes == 0 || position >= END) {
            return;
        }
        int at = 0;
        while (at < length - UNTOUCHED_BYTES) {
            if (block[at] != CALL) {
                at++;
                continue;
            }
            int address = word(block, at + 1);
            int here = (int) position + at;
            if (address >= -here && address < fileBytes) {
                put(block, at + 1, address >= 0 ? address - here : address + fileBytes);
            }
            at += 1 + TARGET_BYTES;
        }
    }

    private static int word(byte[] bytes, int at) {
        return bytes[at] & 0xff
                | (bytes[at + 1] & 0xff) << 8
                | (bytes[at + 2] & 0xff) << 16
                | (bytes[at + 3] & 0xff) << 24;
    }

    private static void put(byte[] bytes, int at, int word) {
        for (int i = 0; i < TARGET_BYTES; i++) {
            bytes[at + i] = (byte) (word >>> Byte.SIZE * i);
        }
    }
}
