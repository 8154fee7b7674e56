package org.p2vworkbench.fixups.linux.initramfs;

import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

/**
 * The header of a file in a cpio archive of the form "newc", as the kernel's documentation describes it: "070701", or
 * "070702" with checksums, then 13 fields of eight hexadecimal digits. The name and the file's bytes follow, each filled
 * up to a multiple of four.
 *
 * @param mode with the bits of the file's type
 */
record CpioEntry(int mode, long sizeBytes, int nameBytes) {

    static final int HEADER_BYTES = 110;
    static final String TRAILER = "TRAILER!!!";

    /** PATH_MAX: the kernel skips what is longer. */
    static final int LONGEST_NAME = 4096;

    private static final int FIELD_BYTES = 8;
    private static final int MODE_AT = 14;
    private static final int SIZE_AT = 54;
    private static final int NAME_SIZE_AT = 94;

    static CpioEntry parse(byte[] header, long at) throws InitramfsFormatException {
        String magic = new String(header, 0, 6, StandardCharsets.ISO_8859_1);
        if (!magic.equals("070701") && !magic.equals("070702")) {
            throw new InitramfsFormatException(
                    at, "no cpio header, found '%s' where 070701 should be".formatted(magic.replaceAll("\\W", "?")));
        }
        long nameBytes = field(header, NAME_SIZE_AT, at);
        if (nameBytes < 1 || nameBytes > LONGEST_NAME) {
            throw new InitramfsFormatException(
                    at, "a name of %d bytes, the longest has %d".formatted(nameBytes, LONGEST_NAME));
        }
        return new CpioEntry((int) field(header, MODE_AT, at), field(header, SIZE_AT, at), (int) nameBytes);
    }

    private static long field(byte[] header, int offset, long at) throws InitramfsFormatException {
        OptionalLong value = hexadecimal(header, offset);
        if (value.isEmpty()) {
            throw new InitramfsFormatException(at + offset, "a field of a cpio header is no hexadecimal number");
        }
        return value.getAsLong();
    }

    private static OptionalLong hexadecimal(byte[] header, int offset) {
        long value = 0;
        for (int i = 0; i < FIELD_BYTES; i++) {
            int digit = Character.digit(header[offset + i], 16);
            if (digit < 0) {
                return OptionalLong.empty();
            }
            value = value << 4 | digit;
        }
        return OptionalLong.of(value);
    }

    boolean isLink() {
        return (mode & 0170000) == 0120000;
    }

    boolean isFolder() {
        return (mode & 0170000) == 0040000;
    }

    /** Bytes that fill up to a multiple of four. */
    static int padding(long bytes) {
        return (int) (-bytes & 3);
    }
}
