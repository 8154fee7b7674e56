package org.p2vworkbench.disks.partition;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.p2vworkbench.disks.BlockSource;

/**
 * A partition table as {@code parted -s DISK unit s print} shows it (parted 3.5, parted/parted.c, do_print). Programs
 * read the first lines and find swap and extended partitions by their words.
 */
public final class PartedListing {

    private static final List<String> MBR_COLUMNS =
            List.of("Number", "Start", "End", "Size", "Type", "File system", "Flags");
    private static final List<String> GPT_COLUMNS =
            List.of("Number", "Start", "End", "Size", "File system", "Name", "Flags");

    private static final int FIRST_LOGICAL = 5;

    /** Parted's flags that follow from a type alone; not "swap", which readers take for what a partition holds. */
    private static final Map<String, String> FLAGS = Map.ofEntries(
            Map.entry("c12a7328-f81f-11d2-ba4b-00a0c93ec93b", "boot, esp"),
            Map.entry("21686148-6449-6e6f-744e-656564454649", "bios_grub"),
            Map.entry("e6d6d379-f507-44c2-a23c-238f2a3df928", "lvm"),
            Map.entry("a19d880f-05fc-4d3b-a006-743f0f84911e", "raid"),
            Map.entry("e3c9e316-0b5c-4db8-817d-f92df00215ae", "msftres"),
            Map.entry("ebd0a0a2-b9e5-4433-87c0-68b6b72699c7", "msftdata"),
            Map.entry("de94bba4-06d1-4d40-a16a-bfd50179d6ac", "diag"),
            Map.entry("0x8e", "lvm"),
            Map.entry("0xfd", "raid"),
            Map.entry("0xef", "esp"),
            Map.entry("0x27", "diag"),
            Map.entry("0x0c", "lba"),
            Map.entry("0x0e", "lba"),
            Map.entry("0x0f", "lba"));

    private PartedListing() {}

    /** @param filesystem as parted calls what a partition holds: "ext4", "linux-swap(v1)"; empty for nothing it knows */
    public static String of(
            BlockSource disk, PartitionTable table, String device, Function<Partition, String> filesystem) {
        StringBuilder text = new StringBuilder();
        text.append("Model: p2v workbench (file)\n");
        text.append("Disk %s: %ds\n".formatted(device, disk.size() / table.sectorBytes()));
        text.append("Sector size (logical/physical): %1$dB/%1$dB\n".formatted(table.sectorBytes()));
        text.append("Partition Table: %s\n".formatted(label(table)));
        text.append("Disk Flags: \n\n");
        List<List<String>> rows = new ArrayList<>();
        boolean mbr = table.kind() == PartitionTable.Kind.MBR;
        rows.add(mbr ? MBR_COLUMNS : GPT_COLUMNS);
        for (Partition partition : table.partitions()) {
            if (!mbr || partition.type().startsWith("0x")) {
                rows.add(row(partition, table, mbr, filesystem.apply(partition)));
            }
        }
        return text.append(aligned(rows)).append('\n').toString();
    }

    private static String label(PartitionTable table) {
        return switch (table.kind()) {
            case MBR -> "msdos";
            case GPT -> "gpt";
            case BSD -> "bsd";
            case NONE -> "unknown";
        };
    }

    private static List<String> row(Partition partition, PartitionTable table, boolean mbr, String filesystem) {
        long start = partition.startBytes() / table.sectorBytes();
        long sectors = partition.lengthBytes() / table.sectorBytes();
        List<String> row = new ArrayList<>(List.of(
                "%2d".formatted(partition.number()),
                start + "s",
                start + Math.max(sectors, 1) - 1 + "s",
                sectors + "s"));
        if (mbr) {
            row.add(kind(partition));
            row.add(filesystem);
        } else {
            row.add(filesystem);
            row.add(oneWordLine(partition.name()));
        }
        row.add(flags(partition, mbr));
        return row;
    }

    private static String kind(Partition partition) {
        if (partition.number() >= FIRST_LOGICAL) {
            return "logical";
        }
        return switch (partition.type()) {
            case "0x05", "0x0f", "0x85" -> "extended";
            default -> "primary";
        };
    }

    /**
     * A name is free text and its reader looks for words in the line: what could be one of those, or end the line, may
     * not be in it. The name itself is in the table's dump.
     */
    private static String oneWordLine(String name) {
        return name.replaceAll("[^ -~]", "?").replaceAll("(?i)swap|extended", "...");
    }

    private static String flags(Partition partition, boolean mbr) {
        List<String> flags = new ArrayList<>();
        if (partition.bootable()) {
            flags.add(mbr ? "boot" : "legacy_boot");
        }
        if (FLAGS.containsKey(partition.type())) {
            flags.add(FLAGS.get(partition.type()));
        }
        return String.join(", ", flags);
    }

    private static String aligned(List<List<String>> rows) {
        int[] widths = new int[MBR_COLUMNS.size()];
        for (List<String> row : rows) {
            for (int column = 0; column < row.size(); column++) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                String cell = row.get(column);
                line.append(cell).append(" ".repeat(widths[column] - cell.length() + 2));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }
}
