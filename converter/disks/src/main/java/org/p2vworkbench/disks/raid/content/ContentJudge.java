package org.p2vworkbench.disks.raid.content;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.filesystem.FilesystemSignature;
import org.p2vworkbench.disks.partition.Partition;
import org.p2vworkbench.disks.partition.PartitionTable;

/**
 * Judges by partition tables and by structures that filesystems keep in many places: each says where it belongs, so
 * that a chunk in a wrong place gives itself away.
 */
public final class ContentJudge implements OrderJudge {

    @Override
    public Score score(BlockSource volume) throws IOException {
        Tally tally = new Tally(volume.name());
        PartitionTable table = PartitionTable.of(volume);
        judgeTable(volume, table, tally);
        for (BlockSource filesystem : filesystems(volume, table)) {
            judgeFilesystem(filesystem, tally);
        }
        return tally.score();
    }

    private static void judgeTable(BlockSource volume, PartitionTable table, Tally tally) throws IOException {
        if (table.kind() == PartitionTable.Kind.NONE) {
            return;
        }
        tally.fits("a partition table (%s, %d partitions)"
                .formatted(table.kind(), table.partitions().size()));
        table.findings().forEach(finding -> tally.contradicts());
        if (table.kind() == PartitionTable.Kind.GPT) {
            long last = volume.size() - table.sectorBytes();
            tally.check(Look.says(volume, last, "EFI PART"), "the GPT's backup at the volume's end");
        }
    }

    private static List<BlockSource> filesystems(BlockSource volume, PartitionTable table) throws IOException {
        if (table.kind() == PartitionTable.Kind.NONE) {
            return List.of(volume);
        }
        List<BlockSource> found = new ArrayList<>();
        for (Partition partition : table.partitions()) {
            if (!partition.container() && partition.startBytes() < volume.size()) {
                found.add(partition.in(volume));
            }
        }
        return found;
    }

    private static void judgeFilesystem(BlockSource filesystem, Tally tally) throws IOException {
        Optional<FilesystemSignature> signature = FilesystemSignature.of(filesystem);
        if (signature.isEmpty()) {
            return;
        }
        String type = signature.get().type();
        tally.fits("%s at the start of %s".formatted(type, filesystem.name()));
        if (type.startsWith("ext")) {
            ExtWitness.judge(filesystem, tally);
        } else if (type.equals("ntfs")) {
            NtfsWitness.judge(filesystem, tally);
        } else if (type.equals("xfs")) {
            XfsWitness.judge(filesystem, tally);
        }
    }
}
