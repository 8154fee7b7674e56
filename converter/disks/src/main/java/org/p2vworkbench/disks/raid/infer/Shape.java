package org.p2vworkbench.disks.raid.infer;

import java.util.List;
import java.util.Optional;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.raid.ParityLayout;
import org.p2vworkbench.disks.raid.Rotation;
import org.p2vworkbench.disks.raid.set.RaidLevel;

/** A way to lay a volume out over slots; which disk takes which slot, and where on it the data begins, is not part of it. */
interface Shape {

    RaidLevel level();

    /** As mdadm names it; empty where the level has only one. */
    String layout();

    int slots();

    long chunkBytes();

    /** Copies of a chunk whose places are known. */
    default int copies() {
        return 1;
    }

    int slot(long chunk, int copy);

    long row(long chunk, int copy);

    /** How many members may be missing at best. */
    int redundancy();

    /** The largest volume that members with data areas of this size hold. */
    long capacity(long memberBytes);

    BlockSource volume(String name, List<Optional<BlockSource>> members, long sizeBytes);

    /**
     * Slots that hold the same bytes in the same row when everything else in the row is zero, as on half-empty volumes:
     * the parity.
     */
    default List<Integer> echoes(long address) {
        return List.of();
    }

    /** Where a byte of the volume lies within its member's data area. */
    default long memberOffset(long address, int copy) {
        return row(address / chunkBytes(), copy) * chunkBytes() + address % chunkBytes();
    }

    default int slotOf(long address, int copy) {
        return slot(address / chunkBytes(), copy);
    }

    /** "raid5 left-symmetric, 4 slots, 64 KiB". */
    default String label() {
        return "%s%s, %d slots, %d KiB"
                .formatted(level().label(), layout().isEmpty() ? "" : " " + layout(), slots(), chunkBytes() / 1024);
    }

    static Shape striped(int slots, long chunkBytes) {
        return new StripedShape(slots, chunkBytes);
    }

    static Shape parity(ParityLayout layout, int slots, long chunkBytes, Rotation rotation) {
        return new ParityShape(layout, slots, chunkBytes, rotation);
    }
}
