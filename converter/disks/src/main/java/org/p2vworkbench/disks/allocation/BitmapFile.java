package org.p2vworkbench.disks.allocation;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.BitSet;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.DiskAddress;
import org.p2vworkbench.disks.DiskFormatException;

/** A bitmap kept in a file of its filesystem: one bit per unit, lowest first, set where it is in use. */
public final class BitmapFile implements UsedUnits {

    private static final int UNITS_PER_PART = 1 << 19;

    private final BlockSource file;
    private final long startBytes;
    private final long unitBytes;
    private final long units;

    /** @param file holds at least one bit per unit */
    public BitmapFile(BlockSource file, long startBytes, long unitBytes, long units) throws DiskFormatException {
        if (file.size() < (units + Byte.SIZE - 1) / Byte.SIZE) {
            throw new DiskFormatException(
                    new DiskAddress(file.name(), 0),
                    "a bitmap of %d bytes for %d clusters".formatted(file.size(), units),
                    "Check the filesystem, or copy all its blocks.");
        }
        this.file = file;
        this.startBytes = startBytes;
        this.unitBytes = unitBytes;
        this.units = units;
    }

    @Override
    public long startBytes() {
        return startBytes;
    }

    @Override
    public long unitBytes() {
        return unitBytes;
    }

    @Override
    public long units() {
        return units;
    }

    @Override
    public int unitsPerPart() {
        return UNITS_PER_PART;
    }

    @Override
    public BitSet part(long index) throws IOException {
        ByteBuffer bits = ByteBuffer.allocate((unitsIn(index) + Byte.SIZE - 1) / Byte.SIZE);
        file.read(index * UNITS_PER_PART / Byte.SIZE, bits);
        return BitSet.valueOf(bits.flip());
    }

    /** Throws unless these bytes of the volume are in use: what the filesystem needs for itself cannot be free. */
    public void requireUsed(long at, long length) throws IOException {
        long unit = (at - startBytes) / unitBytes;
        long end = Math.min(units, (at - startBytes + length + unitBytes - 1) / unitBytes);
        while (unit < end) {
            long part = unit / UNITS_PER_PART;
            int from = (int) (unit % UNITS_PER_PART);
            int free = part(part).nextClearBit(from);
            if (free < Math.min(unitsIn(part), end - part * UNITS_PER_PART)) {
                throw new DiskFormatException(
                        new DiskAddress(file.name(), (part * UNITS_PER_PART + free) / Byte.SIZE),
                        "cluster %d holds a table of the filesystem and is said to be free"
                                .formatted(part * UNITS_PER_PART + free),
                        "Check the filesystem, or copy all its blocks.");
            }
            unit = (part + 1) * UNITS_PER_PART;
        }
    }
}
