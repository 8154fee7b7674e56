package org.p2vworkbench.disks.partition;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32;
import org.p2vworkbench.disks.Block;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.DiskAddress;
import org.p2vworkbench.disks.DiskFormatException;

/**
 * A partition table as {@code sfdisk --dump} writes it and {@code sfdisk} reads it (util-linux 2.38, sfdisk(8), "Header
 * lines" and "Named-fields format"): the same table can be made of it on another disk.
 */
public final class SfdiskScript {

    private static final int FIRST_GUID_BIT = 48;
    private static final int USUAL_ENTRIES = 128;

    private final BlockSource disk;
    private final PartitionTable table;
    private final String device;
    private final StringBuilder script = new StringBuilder();

    private SfdiskScript(BlockSource disk, PartitionTable table, String device) {
        this.disk = disk;
        this.table = table;
        this.device = device;
    }

    /**
     * @param device the path of the disk, whose partitions are named by it and their number: "/dev/sda"
     * @throws DiskFormatException for a table that is neither GPT nor MBR, or can no longer be read
     */
    public static String of(BlockSource disk, PartitionTable table, String device) throws IOException {
        return switch (table.kind()) {
            case GPT -> new SfdiskScript(disk, table, device).gpt();
            case MBR -> new SfdiskScript(disk, table, device).mbr();
            case BSD, NONE ->
                throw new DiskFormatException(
                        new DiskAddress(disk.name(), 0),
                        "the disk has neither a GPT nor an MBR, and sfdisk makes no others",
                        "Copy the disk whole.");
        };
    }

    private String gpt() throws IOException {
        GptHeader header = header();
        line("label: gpt");
        line("label-id: " + upper(header.diskGuid()));
        line("device: " + device);
        line("unit: sectors");
        line("first-lba: " + header.firstUsableLba());
        line("last-lba: " + header.lastUsableLba());
        if (header.entryCount() != USUAL_ENTRIES) {
            line("table-length: " + header.entryCount());
        }
        line("sector-size: " + table.sectorBytes());
        line("");
        Block entries = entries(header);
        for (Partition partition : table.partitions()) {
            int at = (partition.number() - 1) * header.entryBytes();
            List<String> fields = new ArrayList<>(List.of(
                    "type=" + partition.type().toUpperCase(Locale.ROOT),
                    "uuid=" + upper(entries.guid(at + 16, "uuid"))));
            if (!partition.name().isEmpty()) {
                fields.add("name=" + quoted(partition.name()));
            }
            String attributes = attributes(entries.bits64(at + 48, "attributes"));
            if (!attributes.isEmpty()) {
                fields.add("attrs=\"" + attributes + '"');
            }
            partition(partition, fields);
        }
        return script.toString();
    }

    /** The one that {@link PartitionTable} was read from: the primary, if it and its entries are sound. */
    private GptHeader header() throws IOException {
        try {
            GptHeader primary = GptHeader.read(disk, 1, table.sectorBytes());
            CRC32 crc = new CRC32();
            crc.update(entries(primary).view());
            if (crc.getValue() == primary.entriesCrc()) {
                return primary;
            }
        } catch (DiskFormatException damaged) {
            // The backup was read instead.
        }
        return GptHeader.read(disk, disk.size() / table.sectorBytes() - 1, table.sectorBytes());
    }

    private Block entries(GptHeader header) throws IOException {
        return Block.littleEndian(
                disk, header.entriesLba() * table.sectorBytes(), header.entryCount() * header.entryBytes());
    }

    private String mbr() {
        line("label: dos");
        line("label-id: 0x" + table.id());
        line("device: " + device);
        line("unit: sectors");
        line("sector-size: " + table.sectorBytes());
        line("");
        for (Partition partition : table.partitions()) {
            // Slices of BSD and Solaris are not entries of the MBR.
            if (partition.type().startsWith("0x")) {
                List<String> fields = new ArrayList<>();
                fields.add("type=" + Integer.toHexString(Integer.decode(partition.type())));
                if (partition.bootable()) {
                    fields.add("bootable");
                }
                partition(partition, fields);
            }
        }
        return script.toString();
    }

    private void partition(Partition partition, List<String> fields) {
        line("%s%d : start=%12d, size=%12d, %s"
                .formatted(
                        device,
                        partition.number(),
                        partition.startBytes() / table.sectorBytes(),
                        partition.lengthBytes() / table.sectorBytes(),
                        String.join(", ", fields)));
    }

    /** In the words of libfdisk (src/gpt.c, gpt_entry_attrs_to_string). */
    private static String attributes(long bits) {
        List<String> words = new ArrayList<>();
        List<String> names = List.of("RequiredPartition", "NoBlockIOProtocol", "LegacyBIOSBootable");
        for (int bit = 0; bit < names.size(); bit++) {
            if ((bits >>> bit & 1) != 0) {
                words.add(names.get(bit));
            }
        }
        List<String> numbers = new ArrayList<>();
        for (int bit = FIRST_GUID_BIT; bit < Long.SIZE; bit++) {
            if ((bits >>> bit & 1) != 0) {
                numbers.add(Integer.toString(bit));
            }
        }
        if (!numbers.isEmpty()) {
            words.add("GUID:" + String.join(",", numbers));
        }
        return String.join(" ", words);
    }

    /** As fputs_quoted of util-linux has it: what a shell or the reader could take for something else is in hex. */
    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.chars().forEach(c -> {
            if (c < ' ' || c == 0x7f || c == '"' || c == '\\' || c == '`' || c == '$') {
                quoted.append("\\x%02x".formatted(c));
            } else {
                quoted.append((char) c);
            }
        });
        return quoted.append('"').toString();
    }

    private static String upper(Object guid) {
        return guid.toString().toUpperCase(Locale.ROOT);
    }

    private void line(String text) {
        script.append(text).append('\n');
    }
}
