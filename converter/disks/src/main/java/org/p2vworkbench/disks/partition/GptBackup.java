package org.p2vworkbench.disks.partition;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import org.p2vworkbench.disks.Block;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.DiskFormatException;

/**
 * A GPT as {@code sgdisk --backup} keeps it (gptfdisk 1.0.9, gpt.cc, SaveGPTBackup): protective MBR, primary header,
 * backup header, entries. {@code sgdisk --load-backup} writes it to a disk.
 */
public final class GptBackup {

    /** What sgdisk counts in; of disks with larger sectors it keeps no backups that others could load. */
    private static final int SECTOR_BYTES = 512;

    private GptBackup() {}

    /** Empty where sgdisk would have nothing sound to keep: one of the two copies is damaged, or sectors are large. */
    public static Optional<byte[]> of(BlockSource disk, PartitionTable table) throws IOException {
        if (table.kind() != PartitionTable.Kind.GPT || table.sectorBytes() != SECTOR_BYTES) {
            return Optional.empty();
        }
        try {
            GptHeader primary = GptHeader.read(disk, 1, SECTOR_BYTES);
            GptHeader backup = GptHeader.read(disk, primary.otherLba(), SECTOR_BYTES);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.writeBytes(sector(disk, 0));
            out.writeBytes(sector(disk, 1));
            out.writeBytes(sector(disk, backup.ownLba()));
            int length = Math.multiplyExact(primary.entryCount(), primary.entryBytes());
            out.writeBytes(Block.littleEndian(disk, primary.entriesLba() * SECTOR_BYTES, length)
                    .slice(0, length));
            return Optional.of(out.toByteArray());
        } catch (DiskFormatException damaged) {
            return Optional.empty();
        }
    }

    private static byte[] sector(BlockSource disk, long lba) throws IOException {
        return Block.littleEndian(disk, lba * SECTOR_BYTES, SECTOR_BYTES).slice(0, SECTOR_BYTES);
    }
}
