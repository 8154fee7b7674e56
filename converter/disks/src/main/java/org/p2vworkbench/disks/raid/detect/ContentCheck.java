package org.p2vworkbench.disks.raid.detect;

import java.io.IOException;
import java.util.Optional;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.DiskFormatException;
import org.p2vworkbench.disks.filesystem.FilesystemSignature;
import org.p2vworkbench.disks.partition.Partition;
import org.p2vworkbench.disks.partition.PartitionTable;
import org.p2vworkbench.disks.raid.set.RaidSet;
import org.p2vworkbench.disks.raid.set.RaidState;

/**
 * Asks the content of an assembled volume whether the metadata told the truth. Content that fits makes a set surer,
 * never surer than damaged metadata allows; a partition table that does not fit the volume makes it doubtful.
 */
final class ContentCheck {

    /** Of a set whose metadata did not pass its checksum: content at the front of a volume does not make up for that. */
    private static final double DOUBTFUL = 0.5;

    private static final double CONFIRMED = 0.99;

    private ContentCheck() {}

    static RaidSet judge(RaidSet set) {
        if (set.volume().isEmpty()) {
            return set;
        }
        BlockSource volume = set.volume().get();
        try {
            PartitionTable table = PartitionTable.of(volume);
            return table.kind() == PartitionTable.Kind.NONE
                    ? judgeFilesystem(set, volume)
                    : judgeTable(set, volume, table);
        } catch (DiskFormatException damaged) {
            return doubted(set, "The volume's partition table is damaged: " + damaged.getMessage());
        } catch (IOException unreadable) {
            return set.draft()
                    .finding("The volume could not be read for a check: " + unreadable.getMessage())
                    .set();
        }
    }

    private static RaidSet judgeFilesystem(RaidSet set, BlockSource volume) throws IOException {
        Optional<FilesystemSignature> found = FilesystemSignature.of(volume);
        return found.map(signature -> confirmed(set, "The volume begins with " + signature.type() + "."))
                .orElse(set);
    }

    private static RaidSet judgeTable(RaidSet set, BlockSource volume, PartitionTable table) throws IOException {
        for (Partition partition : table.partitions()) {
            if (partition.endBytes() > volume.size()) {
                return doubted(
                        set,
                        "Partition %d of the volume ends at 0x%x, the volume at 0x%x."
                                .formatted(partition.number(), partition.endBytes(), volume.size()));
            }
        }
        int known = 0;
        for (Partition partition : table.partitions()) {
            if (!partition.container()
                    && FilesystemSignature.of(partition.in(volume)).isPresent()) {
                known++;
            }
        }
        String kind = table.kind().name();
        if (table.partitions().isEmpty()) {
            return set.draft()
                    .evidence("The volume has an empty %s partition table.".formatted(kind))
                    .set();
        }
        return confirmed(
                set,
                "The volume has a %s partition table that fits it, and %d of %d partitions hold something known."
                        .formatted(kind, known, table.partitions().size()));
    }

    private static RaidSet confirmed(RaidSet set, String evidence) {
        RaidSet.Draft draft = set.draft().evidence(evidence);
        boolean sound = set.confidence() > DOUBTFUL && set.state() != RaidState.FAILED;
        // Half the doubt that was left: content at a few places agrees with many wrong orders of the members, too.
        double surer = Math.min(CONFIRMED, 1 - (1 - set.confidence()) / 2);
        return (sound ? draft.confidence(Math.max(set.confidence(), surer)) : draft).set();
    }

    private static RaidSet doubted(RaidSet set, String evidence) {
        return set.draft()
                .evidence("Against: " + evidence)
                .finding("Metadata and content disagree; check the order of the members before relying on this volume.")
                .confidence(Math.min(set.confidence(), DOUBTFUL))
                .set();
    }
}
