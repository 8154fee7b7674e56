package org.p2vworkbench.disks.layers;

import java.util.List;
import java.util.Optional;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.allocation.AllocationMap;

/**
 * One thing found, with what was found in it. Names, labels and texts are as they are on the disk, hostile ones included.
 *
 * @param offset where it begins in what it lies on; 0 for what is put together from several places
 * @param type in the words of the thing's own tools: "0x83", "ext4", "gpt", "raid5", "linear"
 * @param description the type as people call it; empty where the type says it all
 * @param usedBytes how much of it is in use; empty while nothing has told
 * @param clean whether it was put away cleanly; empty where nothing tells
 * @param uuid its identifier in the words of its own tools; empty without one
 * @param findings what an operator should know, a sentence each
 * @param bytes empty for what cannot be read, and for a partition table
 * @param map which of its bytes a copy must carry; empty for all
 */
public record Layer(
        Kind kind,
        String name,
        long offset,
        long sizeBytes,
        String type,
        String description,
        Optional<Long> usedBytes,
        Optional<Boolean> clean,
        String label,
        String uuid,
        List<String> findings,
        Optional<BlockSource> bytes,
        Optional<AllocationMap> map,
        List<Layer> children) {

    /** What it is. */
    public enum Kind {
        DISK,
        /** A RAID set, with what lies on its volume. */
        RAID,
        /** A partition table. */
        TABLE,
        PARTITION,
        /** A volume group, or a disk group of Windows. */
        GROUP,
        /** A volume of a group. */
        VOLUME,
        /** What a disk, partition or volume holds, by its signature: also swap, members of sets and encrypted volumes. */
        FILESYSTEM
    }

    public Layer {
        findings = List.copyOf(findings);
        children = List.copyOf(children);
    }

    /** The same with more found in it. */
    Layer holding(List<Layer> found) {
        return new Layer(
                kind,
                name,
                offset,
                sizeBytes,
                type,
                description,
                usedBytes,
                clean,
                label,
                uuid,
                findings,
                bytes,
                map,
                found);
    }
}
