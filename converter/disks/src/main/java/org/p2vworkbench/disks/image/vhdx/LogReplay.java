package org.p2vworkbench.disks.image.vhdx;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.DiskFormatException;

/**
 * Makes the changes in a log that was not emptied, in memory: the file stays as it is. Whoever wrote it crashed, or the
 * image was copied while its machine was running.
 */
final class LogReplay {

    private static final int DATA = 0x63736564; // "desc"
    private static final int ZERO = 0x6f72657a; // "zero"
    private static final int DATA_SECTOR = 0x61746164; // "data"

    private final LogRing ring;
    private final PatchedFile patched;

    private LogReplay(LogRing ring, PatchedFile patched) {
        this.ring = ring;
        this.patched = patched;
    }

    /** The file as it would be after the replay; the file itself when there is nothing to replay. */
    static BlockSource over(BlockSource file, VhdxHeader header) throws IOException {
        if (!header.hasLog()) {
            return file;
        }
        if (header.logVersion() != 0) {
            throw header.block()
                    .damaged(
                            64,
                            "the log has version %d, only 0 is known".formatted(header.logVersion()),
                            "Let Windows empty the log with Mount-VHD and Dismount-VHD, then convert again.");
        }
        LogRing ring = LogRing.of(header, file);
        var entries = ActiveSequence.find(ring, header.logId());
        LogEntry newest = entries.get(entries.size() - 1);
        if (newest.flushedBytes() > file.size()) {
            throw new DiskFormatException(
                    ring.address(newest.position()),
                    "the file was 0x%x bytes long when its log was written, it has 0x%x"
                            .formatted(newest.flushedBytes(), file.size()),
                    "The image is cut short; copy it again from where it came from.");
        }
        long bytes = entries.stream().mapToLong(LogEntry::lastBytes).max().orElseThrow();
        PatchedFile patched = new PatchedFile(file, Math.max(file.size(), bytes));
        LogReplay replay = new LogReplay(ring, patched);
        for (LogEntry entry : entries) {
            replay.apply(entry);
        }
        return patched;
    }

    private void apply(LogEntry entry) throws IOException {
        long data = entry.position() + entry.dataAt();
        ByteBuffer sector = ring.sector(entry.position());
        for (int i = 0; i < entry.descriptors(); i++) {
            int inEntry = LogEntry.HEADER_BYTES + i * LogEntry.DESCRIPTOR_BYTES;
            if (inEntry % LogRing.SECTOR_BYTES == 0) {
                sector = ring.sector(entry.position() + inEntry);
            }
            ByteBuffer descriptor = sector.slice(inEntry % LogRing.SECTOR_BYTES, LogEntry.DESCRIPTOR_BYTES)
                    .order(sector.order());
            int kind = descriptor.getInt(0);
            if (descriptor.getLong(24) != entry.sequence() || kind != DATA && kind != ZERO) {
                throw damaged(entry, inEntry, "a log descriptor is neither 'desc' nor 'zero' of this entry");
            }
            if (kind == ZERO) {
                zero(entry, inEntry, descriptor);
            } else {
                data(entry, inEntry, descriptor, data);
                data += LogRing.SECTOR_BYTES;
            }
        }
    }

    private void zero(LogEntry entry, int inEntry, ByteBuffer descriptor) throws DiskFormatException {
        long bytes = descriptor.getLong(8);
        checkRange(entry, inEntry, descriptor.getLong(16), bytes);
        if (bytes > 0) {
            patched.zero(descriptor.getLong(16), bytes);
        }
    }

    private void data(LogEntry entry, int inEntry, ByteBuffer descriptor, long dataPosition) throws IOException {
        long target = descriptor.getLong(16);
        checkRange(entry, inEntry, target, LogRing.SECTOR_BYTES);
        ByteBuffer head = ring.sector(dataPosition);
        long sequence = Integer.toUnsignedLong(head.getInt(4)) << 32
                | Integer.toUnsignedLong(head.getInt(LogRing.SECTOR_BYTES - 4));
        boolean inside = dataPosition - entry.position() < entry.bytes();
        if (!inside || head.getInt(0) != DATA_SECTOR || sequence != entry.sequence()) {
            throw damaged(entry, inEntry, "the data sector of a log descriptor is not of this entry");
        }
        patched.data(target, ring.inFile(dataPosition), descriptor.getLong(8), descriptor.getInt(4));
    }

    private void checkRange(LogEntry entry, int inEntry, long target, long bytes) throws DiskFormatException {
        boolean aligned = target % LogRing.SECTOR_BYTES == 0 && bytes % LogRing.SECTOR_BYTES == 0;
        if (!aligned || target < 0 || bytes < 0 || target > patched.size() - bytes) {
            throw damaged(
                    entry,
                    inEntry,
                    "a log descriptor changes 0x%x bytes at 0x%x of a file of 0x%x, in whole sectors of 4 KiB"
                            .formatted(bytes, target, patched.size()));
        }
        if (patched.isFull()) {
            throw damaged(entry, inEntry, "the log makes more than %d changes".formatted(PatchedFile.MOST_PATCHES));
        }
    }

    private DiskFormatException damaged(LogEntry entry, int inEntry, String what) {
        return new DiskFormatException(
                ring.address(entry.position() + inEntry),
                what,
                "Let Windows empty the log with Mount-VHD and Dismount-VHD, then convert again.");
    }
}
