package org.p2vworkbench.disks.partition;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.CRC32;
import org.p2vworkbench.disks.Block;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.DiskFormatException;

/**
 * Reads a GPT (UEFI 2.10, section 5.3): the primary header and its entries, or the backup in the disk's last sector
 * when either of the two is damaged.
 */
final class GptReader {

    private static final UUID UNUSED = new UUID(0, 0);
    /** "Legacy BIOS bootable", UEFI 2.10, table 5-8. */
    private static final long BIOS_BOOTABLE = 1L << 2;

    private static final int NAME_AT = 56;
    private static final int NAME_BYTES = 72;

    private final BlockSource disk;
    private final int sectorBytes;
    private final List<String> findings = new ArrayList<>();

    private GptReader(BlockSource disk, int sectorBytes) {
        this.disk = disk;
        this.sectorBytes = sectorBytes;
    }

    static PartitionTable read(BlockSource disk, int sectorBytes, MbrSector first) throws IOException {
        GptReader reader = new GptReader(disk, sectorBytes);
        if (first.isHybrid()) {
            reader.findings.add(
                    "The MBR is a hybrid: it lists partitions of its own beside the GPT's. The GPT's are used.");
        }
        return reader.primaryOrBackup();
    }

    /** A table that is whole although sector 0 says nothing of it; empty when there is none. */
    static Optional<PartitionTable> withoutProtectiveMbr(BlockSource disk, int sectorBytes) throws IOException {
        GptReader reader = new GptReader(disk, sectorBytes);
        if (disk.size() < 2L * sectorBytes || !GptHeader.isSigned(Block.littleEndian(disk, sectorBytes, 8))) {
            return Optional.empty();
        }
        reader.findings.add("The protective MBR is missing; the GPT was read without it.");
        return Optional.of(reader.primaryOrBackup());
    }

    private PartitionTable primaryOrBackup() throws IOException {
        try {
            return table(1);
        } catch (DiskFormatException primary) {
            return backupInsteadOf(primary);
        }
    }

    private PartitionTable backupInsteadOf(DiskFormatException primary) throws IOException {
        long last = disk.size() / sectorBytes - 1;
        if (last <= 1) {
            throw primary;
        }
        try {
            PartitionTable table = table(last);
            findings.add("The primary GPT is damaged (%s); its backup at the disk's end was read."
                    .formatted(primary.getMessage()));
            return new PartitionTable(table.kind(), sectorBytes, table.id(), table.partitions(), findings);
        } catch (DiskFormatException backup) {
            primary.addSuppressed(backup);
            throw primary;
        }
    }

    private PartitionTable table(long lba) throws IOException {
        GptHeader header = GptHeader.read(disk, lba, sectorBytes);
        List<Partition> partitions = partitions(header, entries(header));
        return new PartitionTable(
                PartitionTable.Kind.GPT, sectorBytes, header.diskGuid().toString(), partitions, findings);
    }

    private Block entries(GptHeader header) throws IOException {
        int length = Math.multiplyExact(header.entryCount(), header.entryBytes());
        Block entries = Block.littleEndian(disk, header.entriesLba() * sectorBytes, length);
        CRC32 crc = new CRC32();
        crc.update(entries.view());
        if (crc.getValue() != header.entriesCrc()) {
            throw entries.damaged(
                    0,
                    "the entries' checksum is 0x%08x, their bytes give 0x%08x"
                            .formatted(header.entriesCrc(), crc.getValue()),
                    "Look at the table with 'sgdisk --verify'; the disk can still be converted whole.");
        }
        return entries;
    }

    private List<Partition> partitions(GptHeader header, Block entries) throws IOException {
        List<Partition> found = new ArrayList<>();
        for (int i = 0; i < header.entryCount(); i++) {
            int at = i * header.entryBytes();
            UUID type = entries.guid(at, "type");
            if (!type.equals(UNUSED)) {
                found.add(partition(header, entries, at, i + 1, type));
            }
        }
        return found;
    }

    private Partition partition(GptHeader header, Block entries, int at, int number, UUID type) throws IOException {
        long first = entries.size(at + 32, "firstLba");
        long last = entries.size(at + 40, "lastLba");
        if (first > last || first < header.firstUsableLba() || last >= Long.MAX_VALUE / sectorBytes) {
            throw entries.damaged(
                    at + 32,
                    "partition %d has sectors %d to %d, usable are %d to %d"
                            .formatted(number, first, last, header.firstUsableLba(), header.lastUsableLba()),
                    "Look at the table with 'sgdisk --verify'; the disk can still be converted whole.");
        }
        return new Partition(
                number,
                first * sectorBytes,
                (last - first + 1) * sectorBytes,
                type.toString(),
                GptType.name(type),
                name(entries, at + NAME_AT),
                (entries.bits64(at + 48, "attributes") & BIOS_BOOTABLE) != 0,
                false,
                Optional.of(entries.guid(at + 16, "guid")));
    }

    private static String name(Block entries, int at) {
        ByteBuffer raw = ByteBuffer.wrap(entries.slice(at, NAME_BYTES));
        String name = StandardCharsets.UTF_16LE.decode(raw).toString();
        int end = name.indexOf('\0');
        return end < 0 ? name : name.substring(0, end);
    }
}
