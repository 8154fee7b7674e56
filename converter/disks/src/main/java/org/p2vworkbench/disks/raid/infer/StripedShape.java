package org.p2vworkbench.disks.raid.infer;

import java.util.List;
import java.util.Optional;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.raid.StripedVolume;
import org.p2vworkbench.disks.raid.set.RaidLevel;

/** RAID 0 over members of one size. */
record StripedShape(int slots, long chunkBytes) implements Shape {

    @Override
    public RaidLevel level() {
        return RaidLevel.RAID0;
    }

    @Override
    public String layout() {
        return "";
    }

    @Override
    public int slot(long chunk, int copy) {
        return (int) (chunk % slots);
    }

    @Override
    public long row(long chunk, int copy) {
        return chunk / slots;
    }

    @Override
    public int redundancy() {
        return 0;
    }

    @Override
    public long capacity(long memberBytes) {
        return memberBytes / chunkBytes * chunkBytes * slots;
    }

    @Override
    public BlockSource volume(String name, List<Optional<BlockSource>> members, long sizeBytes) {
        return new StripedVolume(name, members, chunkBytes, sizeBytes);
    }
}
