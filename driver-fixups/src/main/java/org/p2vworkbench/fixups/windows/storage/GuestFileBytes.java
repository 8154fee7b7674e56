package org.p2vworkbench.fixups.windows.storage;

import java.io.IOException;
import org.p2vworkbench.fixups.guest.GuestTree;
import org.p2vworkbench.fixups.windows.cabinet.CabinetBytes;

/** A compressed file of a guest, of which only as much is fetched as is read. */
final class GuestFileBytes implements CabinetBytes {

    private final GuestTree guest;
    private final String file;
    private final long size;

    GuestFileBytes(GuestTree guest, String file) throws IOException {
        this.guest = guest;
        this.file = file;
        this.size = guest.find(file).orElseThrow().size();
    }

    @Override
    public String name() {
        return file;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public byte[] read(long offset, int length) throws IOException {
        return guest.readPart(file, offset, length);
    }
}
