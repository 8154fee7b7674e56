package org.p2vworkbench.disks.raid.infer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.Slice;
import org.p2vworkbench.disks.raid.ConcatenatedVolume;
import org.p2vworkbench.disks.raid.set.RaidLevel;

/**
 * Members one after the other.
 *
 * @param bases address of each slot's first byte, rising from 0
 */
record LinearShape(List<Long> bases) implements Shape {

    LinearShape {
        bases = List.copyOf(bases);
    }

    @Override
    public RaidLevel level() {
        return RaidLevel.LINEAR;
    }

    @Override
    public String layout() {
        return "";
    }

    @Override
    public int slots() {
        return bases.size();
    }

    @Override
    public long chunkBytes() {
        return 512;
    }

    @Override
    public int slot(long chunk, int copy) {
        long address = chunk * chunkBytes();
        int slot = slots() - 1;
        while (bases.get(slot) > address) {
            slot--;
        }
        return slot;
    }

    @Override
    public long row(long chunk, int copy) {
        return chunk - bases.get(slot(chunk, copy)) / chunkBytes();
    }

    @Override
    public int redundancy() {
        return 0;
    }

    @Override
    public long capacity(long memberBytes) {
        return bases.get(slots() - 1) + memberBytes;
    }

    @Override
    public BlockSource volume(String name, List<Optional<BlockSource>> members, long sizeBytes) {
        List<BlockSource> parts = new ArrayList<>();
        for (int slot = 0; slot < slots(); slot++) {
            long end = slot + 1 < slots() ? bases.get(slot + 1) : sizeBytes;
            BlockSource member = members.get(slot).orElseThrow();
            long length = end - bases.get(slot);
            if (length < 0 || length > member.size()) {
                throw new IllegalArgumentException("%s has no %d bytes".formatted(member.name(), length));
            }
            parts.add(new Slice(member.name(), member, 0, length));
        }
        return new ConcatenatedVolume(name, parts);
    }

    @Override
    public String label() {
        return "linear, %d slots".formatted(slots());
    }
}
