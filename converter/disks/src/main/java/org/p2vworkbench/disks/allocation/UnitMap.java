package org.p2vworkbench.disks.allocation;

import java.io.IOException;
import java.util.BitSet;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.DiskFormatException;
import org.p2vworkbench.disks.Extent;
import org.p2vworkbench.disks.Extents;

/**
 * The map of a filesystem that counts in units of one size. Parts of its tables are decoded when asked for, and the last
 * few are kept. What lies before the first unit and behind the last one is in use.
 *
 * <p>The tables were checked when the volume was opened. A part that has become implausible since counts as in use.
 */
public final class UnitMap implements AllocationMap {

    /** Enough for the windows of eight threads; 4 MiB of bits at most. */
    private static final int PARTS_KEPT = 64;

    private final BlockSource volume;
    private final UsedUnits units;
    private final Recent<BitSet> parts = new Recent<>(PARTS_KEPT);

    public UnitMap(BlockSource volume, UsedUnits units) {
        this.volume = volume;
        this.units = units;
    }

    @Override
    public Extents used(long from, long to) throws IOException {
        volume.checkRange(from, to - from);
        long start = Math.min(units.startBytes(), volume.size());
        long end = Math.min(volume.size(), units.startBytes() + units.units() * units.unitBytes());
        Extents.Builder runs = new Extents.Builder(from);
        runs.add(Math.max(0, Math.min(to, start) - from), Extent.Kind.DATA);
        while (runs.end() < Math.min(to, end)) {
            addRun(runs, Math.min(to, end));
        }
        return runs.add(to - runs.end(), Extent.Kind.DATA).build();
    }

    /** The run of units alike at the builder's end, as far as their part tells. */
    private void addRun(Extents.Builder runs, long to) throws IOException {
        long unit = (runs.end() - units.startBytes()) / units.unitBytes();
        long part = unit / units.unitsPerPart();
        int bit = (int) (unit % units.unitsPerPart());
        BitSet bits = bits(part);
        boolean used = bits.get(bit);
        int next = used ? bits.nextClearBit(bit) : bits.nextSetBit(bit);
        int last = units.unitsIn(part);
        long nextUnit = part * units.unitsPerPart() + (next < 0 || next > last ? last : next);
        long end = Math.min(to, units.startBytes() + nextUnit * units.unitBytes());
        runs.add(end - runs.end(), used ? Extent.Kind.DATA : Extent.Kind.ZERO);
    }

    private BitSet bits(long part) throws IOException {
        return parts.at(part, () -> {
            try {
                return units.part(part);
            } catch (DiskFormatException changed) {
                BitSet all = new BitSet(units.unitsIn(part));
                all.set(0, units.unitsIn(part));
                return all;
            }
        });
    }
}
