package org.p2vworkbench.disks.raid.infer;

import java.util.List;
import java.util.Optional;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.raid.ParityLayout;
import org.p2vworkbench.disks.raid.ParityVolume;
import org.p2vworkbench.disks.raid.Rotation;
import org.p2vworkbench.disks.raid.set.RaidLevel;

/** RAID 4, 5 and 6. */
record ParityShape(ParityLayout kind, int slots, long chunkBytes, Rotation rotation) implements Shape {

    @Override
    public RaidLevel level() {
        if (kind == ParityLayout.RAID4) {
            return RaidLevel.RAID4;
        }
        return kind.parityCount() == 2 ? RaidLevel.RAID6 : RaidLevel.RAID5;
    }

    @Override
    public String layout() {
        return kind.label()
                + (rotation.delayRows() == 1 ? "" : ", parity moves every %d rows".formatted(rotation.delayRows()));
    }

    @Override
    public int slot(long chunk, int copy) {
        int width = slots - kind.parityCount();
        return kind.slotOfData(turn(chunk / width), (int) (chunk % width), slots);
    }

    @Override
    public long row(long chunk, int copy) {
        return chunk / (slots - kind.parityCount());
    }

    /** The first parity, and the second where the data enters it with the power 0. */
    @Override
    public List<Integer> echoes(long address) {
        int width = slots - kind.parityCount();
        long chunk = address / chunkBytes;
        long turn = turn(chunk / width);
        int p = kind.slotOfP(turn, slots);
        boolean inQ = kind.parityCount() == 2 && kind.exponentOfData(turn, (int) (chunk % width), slots) == 0;
        return inQ ? List.of(p, kind.slotOfQ(turn, slots)) : List.of(p);
    }

    private long turn(long row) {
        return rotation.delayRows() == 1 ? row : row / rotation.delayRows();
    }

    int slotOfP(long row) {
        return kind.slotOfP(turn(row), slots);
    }

    int slotOfQ(long row) {
        return kind.slotOfQ(turn(row), slots);
    }

    int slotOfData(long row, int k) {
        return kind.slotOfData(turn(row), k, slots);
    }

    int exponent(long row, int k) {
        return kind.exponentOfData(turn(row), k, slots);
    }

    /** Whether the second parity is computed another way than in the other shape. */
    boolean isOtherFamily(ParityShape other) {
        return kind.parityCount() == 2
                && kind.label().startsWith("ddf") != other.kind.label().startsWith("ddf");
    }

    @Override
    public int redundancy() {
        return kind.parityCount();
    }

    @Override
    public long capacity(long memberBytes) {
        return memberBytes / chunkBytes * chunkBytes * (slots - kind.parityCount());
    }

    @Override
    public BlockSource volume(String name, List<Optional<BlockSource>> members, long sizeBytes) {
        return new ParityVolume(name, members, chunkBytes, kind, rotation, sizeBytes);
    }
}
