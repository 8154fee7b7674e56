package org.p2vworkbench.disks.raid.infer;

import java.util.List;
import java.util.Optional;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.raid.TenLayout;
import org.p2vworkbench.disks.raid.TenVolume;
import org.p2vworkbench.disks.raid.set.RaidLevel;

/**
 * RAID 10. How far the far copies are away follows from the size of the set, which nobody told: until it is found, only
 * the first copies have known places.
 *
 * @param strideRows rows from one far copy to the next; 0 while not known, and for layouts without far copies
 */
record TenShape(TenLayout kind, int slots, long chunkBytes, long strideRows) implements Shape {

    @Override
    public RaidLevel level() {
        return RaidLevel.RAID10;
    }

    @Override
    public String layout() {
        return kind.label();
    }

    boolean isFar() {
        return kind.far() > 1 && !kind.offset();
    }

    @Override
    public int copies() {
        return isFar() && strideRows == 0 ? 1 : kind.copies();
    }

    /** Near and far copies at once are not tried. */
    @Override
    public int slot(long chunk, int copy) {
        return kind.far() > 1 ? (int) ((chunk + copy) % slots) : (int) ((chunk * kind.near() + copy) % slots);
    }

    @Override
    public long row(long chunk, int copy) {
        if (isFar()) {
            return chunk / slots + copy * strideRows;
        }
        return kind.offset() ? chunk / slots * kind.far() + copy : (chunk * kind.near() + copy) / slots;
    }

    @Override
    public int redundancy() {
        return kind.near() > 1 ? slots / 2 : kind.copies() - 1;
    }

    @Override
    public long capacity(long memberBytes) {
        long rows = memberBytes / chunkBytes;
        if (isFar()) {
            return strideRows * slots * chunkBytes;
        }
        return kind.offset() ? rows / kind.far() * slots * chunkBytes : rows * slots / kind.near() * chunkBytes;
    }

    @Override
    public BlockSource volume(String name, List<Optional<BlockSource>> members, long sizeBytes) {
        return new TenVolume(name, members, chunkBytes, kind, isFar() ? capacity(0) : sizeBytes);
    }
}
