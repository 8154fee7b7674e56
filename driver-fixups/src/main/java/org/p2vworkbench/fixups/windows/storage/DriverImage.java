package org.p2vworkbench.fixups.windows.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.p2vworkbench.fixups.guest.Content;
import org.p2vworkbench.fixups.windows.facts.WindowsVersion.Architecture;

/** Whether a file is a program for a processor (Microsoft PE and COFF Specification, sections 2 and 3.3). */
final class DriverImage {

    /** Programs begin with one for MS-DOS, which is a few hundred bytes long. */
    private static final int HEAD_BYTES = 4096;

    private static final int DOS_HEADER_BYTES = 64;
    private static final short DOS_SIGNATURE = 0x5a4d;
    private static final int PE_OFFSET_AT = 60;
    private static final int PE_SIGNATURE = 0x00004550;
    private static final int PE_BYTES = 24;
    private static final int MACHINE_AT = 4;

    private DriverImage() {}

    static boolean isFor(Architecture architecture, Content file) throws IOException {
        ByteBuffer head;
        try (InputStream in = file.open()) {
            head = ByteBuffer.wrap(in.readNBytes(HEAD_BYTES)).order(ByteOrder.LITTLE_ENDIAN);
        }
        if (head.limit() < DOS_HEADER_BYTES || head.getShort(0) != DOS_SIGNATURE) {
            return false;
        }
        int at = head.getInt(PE_OFFSET_AT);
        return at >= 0
                && at <= head.limit() - PE_BYTES
                && head.getInt(at) == PE_SIGNATURE
                && (head.getShort(at + MACHINE_AT) & 0xffff) == machine(architecture);
    }

    private static int machine(Architecture architecture) {
        return switch (architecture) {
            case X86 -> 0x014c;
            case X64 -> 0x8664;
            case ARM64 -> 0xaa64;
            case IA64 -> 0x0200;
            case OTHER -> -1;
        };
    }
}
