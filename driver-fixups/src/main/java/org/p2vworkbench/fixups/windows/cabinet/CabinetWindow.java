package org.p2vworkbench.fixups.windows.cabinet;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A cabinet as it is read: mostly forwards, in small pieces, each of which would cost a question to the appliance. */
final class CabinetWindow {

    private static final int BYTES = 1 << 20;

    private final CabinetBytes cabinet;
    private long start;
    private byte[] held = new byte[0];

    CabinetWindow(CabinetBytes cabinet) {
        this.cabinet = cabinet;
    }

    String name() {
        return cabinet.name();
    }

    long size() {
        return cabinet.size();
    }

    /** @param what for messages: what would be there */
    ByteBuffer at(long offset, int length, String what) throws IOException {
        if (offset < 0 || length > cabinet.size() || offset > cabinet.size() - length) {
            throw new CabinetFormatException(
                    name(), offset, "%s ends beyond the file's %d bytes".formatted(what, cabinet.size()));
        }
        if (offset < start || offset + length > start + held.length) {
            held = cabinet.read(offset, (int) Math.min(Math.max(BYTES, length), cabinet.size() - offset));
            start = offset;
        }
        return ByteBuffer.wrap(held, (int) (offset - start), length).slice().order(ByteOrder.LITTLE_ENDIAN);
    }
}
