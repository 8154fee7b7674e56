package org.p2vworkbench.agent.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Tells the stick or disc that the agent itself came from, which is not to be copied. ECMA-119, section 8.4: the volume
 * descriptor is at 32768, its identifier "CD001" at byte 1 of it, the volume's name at byte 40.
 */
final class BootMedium {

    /** What names of our media begin with. */
    static final String NAME = "P2V_AGENT";

    private static final int DESCRIPTOR_AT = 32768;
    private static final int IDENTIFIER_AT = 1;
    private static final int NAME_AT = 40;
    private static final int READ_BYTES = 4096;

    private BootMedium() {}

    static boolean isOn(DiskBytes disk) {
        ByteBuffer descriptor = ByteBuffer.allocateDirect(2 * READ_BYTES)
                .alignedSlice(READ_BYTES)
                .limit(READ_BYTES);
        try {
            return disk.sizeBytes() >= DESCRIPTOR_AT + READ_BYTES
                    && disk.read(descriptor, DESCRIPTOR_AT) >= NAME_AT + NAME.length()
                    && is("CD001", descriptor, IDENTIFIER_AT)
                    && is(NAME, descriptor, NAME_AT);
        } catch (IOException unreadable) {
            return false;
        }
    }

    private static boolean is(String expected, ByteBuffer bytes, int at) {
        byte[] found = new byte[expected.length()];
        bytes.get(at, found);
        return new String(found, StandardCharsets.ISO_8859_1).equals(expected);
    }
}
