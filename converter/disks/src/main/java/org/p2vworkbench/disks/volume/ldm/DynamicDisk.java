package org.p2vworkbench.disks.volume.ldm;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.DiskFormatException;
import org.p2vworkbench.disks.partition.Partition;
import org.p2vworkbench.disks.partition.PartitionTable;

/**
 * A disk that Windows made dynamic, and its copy of the database. It has a partition of type 42 (MBR) or a metadata
 * partition (GPT); a PRIVHEAD without one is left over from a time when the disk was dynamic.
 *
 * @param database empty when this disk's copy cannot be read
 * @param damage what could not be read of it, a sentence each
 */
record DynamicDisk(
        BlockSource source, int sectorBytes, PrivHead head, Optional<LdmDatabase> database, List<String> damage) {

    private static final String MBR_TYPE = "0x42";
    private static final String GPT_METADATA = "5808c8aa-7e8f-42e0-85d2-e1e90434cfb3";
    private static final int MBR_HEAD_SECTOR = 6;
    /** Where Windows puts the second copy in a database of 1 MiB, and how long that is, in sectors. */
    private static final int COPY_IN_DATABASE = 1856;

    private static final int DATABASE_SECTORS = 2048;

    /** Empty for any other disk, and for one that is said to be dynamic and has no PRIVHEAD in any place. */
    static Optional<DynamicDisk> in(BlockSource source) throws IOException {
        PartitionTable table;
        try {
            table = PartitionTable.of(source);
        } catch (DiskFormatException noTable) {
            return Optional.empty();
        }
        List<String> damage = new ArrayList<>();
        for (long place : places(source, table)) {
            long offset = place * table.sectorBytes();
            if (PrivHead.isAt(source, offset)) {
                try {
                    PrivHead head = PrivHead.read(source, offset, table.sectorBytes());
                    return Optional.of(withDatabase(source, table.sectorBytes(), head, damage));
                } catch (DiskFormatException broken) {
                    damage.add("%s. %s".formatted(broken.getMessage(), broken.next()));
                }
            }
        }
        return Optional.empty();
    }

    /** Sectors where a PRIVHEAD may be, the first copy first. */
    private static List<Long> places(BlockSource source, PartitionTable table) {
        long sectors = source.size() / table.sectorBytes();
        for (Partition partition : table.partitions()) {
            if (partition.type().equals(MBR_TYPE)) {
                return List.of((long) MBR_HEAD_SECTOR, sectors - 1, sectors - DATABASE_SECTORS + COPY_IN_DATABASE);
            }
            if (partition.type().equals(GPT_METADATA)) {
                long start = partition.startBytes() / table.sectorBytes();
                return List.of(partition.endBytes() / table.sectorBytes() - 1, start + COPY_IN_DATABASE);
            }
        }
        return List.of();
    }

    private static DynamicDisk withDatabase(BlockSource source, int sectorBytes, PrivHead head, List<String> damage)
            throws IOException {
        Optional<LdmDatabase> database = Optional.empty();
        try {
            database = Optional.of(LdmDatabase.read(source, head, sectorBytes));
        } catch (DiskFormatException broken) {
            damage.add("%s. %s".formatted(broken.getMessage(), broken.next()));
        }
        return new DynamicDisk(source, sectorBytes, head, database, List.copyOf(damage));
    }

    long committed() {
        return database.map(LdmDatabase::committed).orElse(-1L);
    }
}
