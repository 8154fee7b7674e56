package org.p2vworkbench.fixups.windows.cabinet;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * One file, compressed: on discs of Windows its name ends with '_'. Since 2000 it is a cabinet of one file; before, it was
 * of an older kind.
 */
public final class PackedFile {

    /** "KWAJ", the end of which is not text. */
    private static final int KWAJ = 0x4b57414a;

    private static final int SIGNATURE_BYTES = 4;

    private PackedFile() {}

    public static byte[] unpack(CabinetBytes packed) throws IOException {
        CabinetWindow in = new CabinetWindow(packed);
        ByteBuffer signature = in.at(0, SIGNATURE_BYTES, "its signature");
        if (signature.getInt(0) == CabinetHeader.SIGNATURE) {
            return Cabinet.open(packed).only();
        }
        // The others are told byte by byte, so that they read as they are written.
        int first = Integer.reverseBytes(signature.getInt(0));
        if (first == SzddFile.SIGNATURE) {
            return SzddFile.unpack(in);
        }
        throw new CabinetFormatException(
                packed.name(),
                0,
                first == KWAJ
                        ? "compressed as KWAJ, which is not unpacked here"
                        : "no compressed file: it begins with 0x%08x".formatted(first));
    }
}
