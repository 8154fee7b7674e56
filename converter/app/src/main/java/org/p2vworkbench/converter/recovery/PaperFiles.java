package org.p2vworkbench.converter.recovery;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.p2vworkbench.disks.Block;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.filesystem.FilesystemSignature;
import org.p2vworkbench.disks.partition.GptBackup;
import org.p2vworkbench.disks.partition.PartedListing;
import org.p2vworkbench.disks.partition.Partition;
import org.p2vworkbench.disks.partition.PartitionTable;
import org.p2vworkbench.disks.partition.SfdiskScript;

/**
 * The small files of a set, by name: what Clonezilla makes partitions, swap areas and volume groups from. Their names and
 * lines are those of clonezilla 5.3.17, ocs-functions.
 */
final class PaperFiles {

    private static final int SECTOR_BYTES = 512;
    /** LBA 0 to 33 of a GPT disk: protective MBR, header, 128 entries. */
    private static final int GPT_FIRST_SECTORS = 34;
    /** One less than there are: Clonezilla starts one sector late, and writes them back to the same place. */
    private static final int GPT_SECOND_SECTORS = 32;

    private static final Set<String> EXTENDED = Set.of("0x05", "0x0f", "0x85");
    /** In words of parted, where they differ from blkid's. */
    private static final Map<String, String> PARTED_WORDS = Map.of("swap", "linux-swap(v1)", "vfat", "fat32");

    private final SetPlan plan;
    private final Map<String, byte[]> files = new LinkedHashMap<>();

    private PaperFiles(SetPlan plan) {
        this.plan = plan;
    }

    static Map<String, byte[]> of(SetPlan plan) throws IOException {
        PaperFiles papers = new PaperFiles(plan);
        papers.text("disk", words(plan.disks().stream().map(PlannedDisk::device).toList()));
        papers.text(
                "parts",
                words(plan.disks().stream()
                        .flatMap(disk -> disk.parts().stream())
                        .toList()));
        for (PlannedDisk disk : plan.disks()) {
            papers.tables(disk);
        }
        papers.swaps();
        papers.groups();
        papers.lists();
        return papers.files;
    }

    private void tables(PlannedDisk disk) throws IOException {
        String name = disk.device();
        BlockSource bytes = disk.disk().bytes();
        PartitionTable table = disk.table();
        text(
                name + "-pt.parted",
                PartedListing.of(bytes, table, disk.path(), partition -> partedWord(disk, partition)));
        if (table.kind() == PartitionTable.Kind.NONE) {
            return;
        }
        text(name + "-pt.sf", SfdiskScript.of(bytes, table, disk.path()));
        files.put(name + "-mbr", sectors(bytes, 0, 1));
        if (table.kind() == PartitionTable.Kind.GPT) {
            long end = bytes.size() / SECTOR_BYTES;
            files.put(name + "-gpt-1st", sectors(bytes, 0, (int) Math.min(GPT_FIRST_SECTORS, end)));
            int last = (int) Math.min(GPT_SECOND_SECTORS, end);
            files.put(name + "-gpt-2nd", sectors(bytes, end - last, last));
            Optional<byte[]> backup = GptBackup.of(bytes, table);
            backup.ifPresent(kept -> files.put(name + "-gpt.gdisk", kept));
        }
        for (Partition partition : table.partitions()) {
            if (table.kind() == PartitionTable.Kind.MBR && EXTENDED.contains(partition.type())) {
                files.put(name + partition.number() + "-ebr", sectors(bytes, partition.startBytes() / SECTOR_BYTES, 1));
            }
        }
    }

    private static String partedWord(PlannedDisk disk, Partition partition) {
        String type = disk.content().getOrDefault(partition.number(), "");
        return PARTED_WORDS.getOrDefault(type, type.replaceAll("[^A-Za-z0-9+_]", ""));
    }

    private void swaps() {
        for (PlannedSwap swap : plan.swaps()) {
            text(
                    "swappt-%s.info".formatted(swap.device()),
                    "UUID=\"%s\"\nLABEL=\"%s\"\n".formatted(swap.uuid(), swap.label()));
        }
    }

    private void groups() {
        List<String> members = new ArrayList<>();
        List<String> volumes = new ArrayList<>();
        for (PlannedGroup group : plan.groups()) {
            group.members()
                    .forEach(member -> members.add("%s %s %s".formatted(group.name(), member.path(), member.uuid())));
            group.volumes().forEach(volume -> volumes.add("%s  %s".formatted(volume.path(), volume.content())));
            text("lvm_%s.conf".formatted(group.name()), group.configuration());
        }
        if (!members.isEmpty()) {
            text("lvm_vg_dev.list", lines(members));
            text("lvm_logv.list", lines(volumes));
        }
    }

    private void lists() {
        List<String> filesystems = new ArrayList<>(List.of(
                "# <Device name>   <File system>   <Size>",
                "# File system is got from ocs-get-dev-info. It might be different from that of blkid or parted."));
        List<String> identifiers = new ArrayList<>();
        List<String> devices = new ArrayList<>(List.of("KNAME NAME SIZE TYPE FSTYPE MOUNTPOINT MODEL"));
        for (PlannedDisk disk : plan.disks()) {
            devices.add("%1$s %1$s %2$s disk"
                    .formatted(disk.device(), HumanSize.of(disk.disk().bytes().size())));
            for (Piece piece : plan.pieces()) {
                if (disk.parts().contains(piece.device())) {
                    devices.add("%1$s |-%1$s %2$s part %3$s"
                            .formatted(
                                    piece.device(), HumanSize.of(piece.bytes().size()), type(piece))
                            .stripTrailing());
                }
            }
        }
        for (Piece piece : plan.pieces()) {
            filesystems.add("%s %s %s"
                    .formatted(
                            piece.path(),
                            piece.program().equals(Piece.WHOLE) && type(piece).isEmpty() ? Piece.WHOLE : type(piece),
                            HumanSize.of(piece.bytes().size())));
            piece.signature().ifPresent(found -> identifiers.add(identifier(piece.path(), found)));
        }
        for (PlannedSwap swap : plan.swaps()) {
            filesystems.add("%s swap %s".formatted(swap.path(), HumanSize.of(swap.sizeBytes())));
            identifiers.add("%s: UUID=\"%s\" TYPE=\"swap\"".formatted(swap.path(), swap.uuid()));
        }
        text("dev-fs.list", lines(filesystems));
        text("blkid.list", lines(identifiers));
        text("blkdev.list", lines(devices));
    }

    private static String type(Piece piece) {
        return piece.signature().map(FilesystemSignature::type).orElse("");
    }

    private static String identifier(String path, FilesystemSignature found) {
        StringBuilder line = new StringBuilder(path).append(':');
        if (!found.label().isEmpty()) {
            line.append(" LABEL=\"%s\"".formatted(found.label().replaceAll("[^ -~]|[\"\\\\`$]", "_")));
        }
        if (!found.uuid().isEmpty()) {
            line.append(" UUID=\"%s\"".formatted(found.uuid()));
        }
        return line.append(" TYPE=\"%s\"".formatted(found.type())).toString();
    }

    private static byte[] sectors(BlockSource disk, long first, int count) throws IOException {
        int length = count * SECTOR_BYTES;
        return Block.littleEndian(disk, first * SECTOR_BYTES, length).slice(0, length);
    }

    private void text(String name, String text) {
        files.put(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private static String words(List<String> words) {
        return String.join(" ", words) + "\n";
    }

    private static String lines(List<String> lines) {
        return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
    }
}
