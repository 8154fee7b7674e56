package org.p2vworkbench.disks.raid.infer;

import java.util.List;
import java.util.Optional;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.raid.MirroredVolume;
import org.p2vworkbench.disks.raid.set.RaidLevel;

/** RAID 1; with a single slot, a disk that belongs to no set. */
record MirrorShape(int slots) implements Shape {

    /** Of no meaning: any block is where it is. */
    private static final long UNIT = 4096;

    @Override
    public RaidLevel level() {
        return slots == 1 ? RaidLevel.JBOD : RaidLevel.RAID1;
    }

    @Override
    public String layout() {
        return "";
    }

    @Override
    public long chunkBytes() {
        return UNIT;
    }

    @Override
    public int copies() {
        return slots;
    }

    @Override
    public int slot(long chunk, int copy) {
        return copy;
    }

    @Override
    public long row(long chunk, int copy) {
        return chunk;
    }

    @Override
    public int redundancy() {
        return 0;
    }

    @Override
    public long capacity(long memberBytes) {
        return memberBytes;
    }

    @Override
    public BlockSource volume(String name, List<Optional<BlockSource>> members, long sizeBytes) {
        return new MirroredVolume(name, members, sizeBytes);
    }

    @Override
    public String label() {
        return slots == 1 ? "single disk" : "raid1, %d slots".formatted(slots);
    }
}
