package org.p2vworkbench.disks.partition;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.p2vworkbench.disks.Block;
import org.p2vworkbench.disks.BlockSource;

/**
 * The table of contents that Solaris on x86 keeps in the second sector of its MBR partition (Linux
 * block/partitions/msdos.c, struct solaris_x86_vtoc). Little-endian; slices count from the partition's start. Linux swap
 * has the same partition type and no such table.
 */
final class SolarisVtoc {

    private static final int SIZE = 264;
    private static final long SANITY = 0x600ddeeeL;
    private static final int MOST_SLICES = 16;
    private static final int SLICES_AT = 72;
    private static final int SLICE_BYTES = 12;
    /** The slice that stands for the whole partition, by its tag (V_BACKUP). */
    private static final int WHOLE = 5;

    private static final Map<Integer, String> TAGS = Map.of(
            1,
            "Solaris boot",
            2,
            "Solaris root",
            3,
            "Solaris swap",
            4,
            "Solaris usr",
            7,
            "Solaris var",
            8,
            "Solaris home");

    private SolarisVtoc() {}

    /** Its slices, numbered from {@code firstNumber} on; empty where the partition has no such table. */
    static Optional<List<Partition>> in(BlockSource disk, Partition partition, int sectorBytes, int firstNumber)
            throws IOException {
        boolean mayBe = partition.type().equals("0x82") || partition.type().equals("0xbf");
        if (!mayBe || partition.startBytes() > disk.size() - sectorBytes - SIZE) {
            return Optional.empty();
        }
        Block table = Block.littleEndian(disk, partition.startBytes() + sectorBytes, SIZE);
        if (table.u32(12, "sanity") != SANITY) {
            return Optional.empty();
        }
        List<Partition> slices = new ArrayList<>();
        for (int i = 0; i < Math.min(MOST_SLICES, table.u16(30, "slices")); i++) {
            int at = SLICES_AT + i * SLICE_BYTES;
            int tag = table.u16(at, "tag");
            long sectors = table.u32(at + 8, "sectors");
            if (sectors > 0 && tag != WHOLE) {
                slices.add(new Partition(
                        firstNumber + slices.size(),
                        partition.startBytes() + table.u32(at + 4, "startSector") * sectorBytes,
                        sectors * sectorBytes,
                        "solaris:" + tag,
                        TAGS.getOrDefault(tag, "unknown"),
                        "s" + i,
                        false,
                        false,
                        Optional.empty()));
            }
        }
        return Optional.of(slices);
    }
}
