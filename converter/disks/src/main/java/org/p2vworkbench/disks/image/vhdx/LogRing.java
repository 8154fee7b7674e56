package org.p2vworkbench.disks.image.vhdx;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.DiskAddress;
import org.p2vworkbench.disks.DiskFormatException;

/** The log region as what it is, a ring of 4 KiB sectors ([MS-VHDX] 2.3). Positions are bytes from its start. */
record LogRing(BlockSource file, long at, long bytes) {

    static final int SECTOR_BYTES = 4096;

    private static final long MIB = 1 << 20;

    /** Hyper-V writes logs of 1 MiB. The limit keeps the search for the active part short in a hostile one. */
    private static final long LARGEST_BYTES = 256 * MIB;

    static LogRing of(VhdxHeader header, BlockSource file) throws DiskFormatException {
        long at = header.logAt();
        long bytes = header.logBytes();
        if (at % MIB != 0 || bytes % MIB != 0 || bytes == 0 || bytes > LARGEST_BYTES || at > file.size() - bytes) {
            throw header.block()
                    .damaged(
                            68,
                            "a log of 0x%x bytes at 0x%x: it must be 1 to 256 whole MiB within the file of 0x%x bytes"
                                    .formatted(bytes, at, file.size()),
                            "The image is cut short or damaged; copy it again from where it came from.");
        }
        return new LogRing(file, at, bytes);
    }

    /** Where in the file the sector at {@code position} is; positions past the end go on at the start. */
    long inFile(long position) {
        return at + position % bytes;
    }

    ByteBuffer sector(long position) throws IOException {
        ByteBuffer sector = ByteBuffer.allocate(SECTOR_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        file.read(inFile(position), sector);
        return sector.flip();
    }

    DiskAddress address(long position) {
        return new DiskAddress(file.name(), inFile(position));
    }
}
