package org.p2vworkbench.fixups.windows.disks;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** GUIDs as disks and registries hold them: the first three fields little-endian (UEFI 2.10, appendix A). */
public final class GuidBytes {

    private GuidBytes() {}

    /** In upper case with hyphens. */
    public static String at(ByteBuffer bytes, int at) {
        ByteBuffer in = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        long tail = in.order(ByteOrder.BIG_ENDIAN).getLong(at + 8);
        in.order(ByteOrder.LITTLE_ENDIAN);
        return "%08X-%04X-%04X-%04X-%012X"
                .formatted(
                        in.getInt(at), in.getShort(at + 4), in.getShort(at + 6), tail >>> 48, tail & 0xffff_ffff_ffffL);
    }
}
