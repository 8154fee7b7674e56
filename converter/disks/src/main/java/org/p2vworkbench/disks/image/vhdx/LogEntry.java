package org.p2vworkbench.disks.image.vhdx;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.CRC32C;
import org.p2vworkbench.disks.Block;

/**
 * Log entry ([MS-VHDX] 2.3.1): changes of the file that belong together, and are all to be made or none.
 *
 * <pre>
 *   header 64 │ descriptors of 32 each, padded to 4 KiB │ data sectors, one per data descriptor
 * </pre>
 *
 * @param position where in the ring it starts
 * @param tail the position of the oldest entry still needed when this one was written
 * @param flushedBytes how large the file was on disk at that time
 * @param lastBytes how large the file has to be for everything in it
 */
record LogEntry(
        Block header,
        long position,
        long bytes,
        long tail,
        long sequence,
        int descriptors,
        long flushedBytes,
        long lastBytes) {

    static final int HEADER_BYTES = 64;
    static final int DESCRIPTOR_BYTES = 32;

    private static final long SIGNATURE = 0x65676f6c; // "loge"

    /** The entry at {@code position}, when there is a valid one of this log. */
    static Optional<LogEntry> at(LogRing ring, long position, UUID logId) throws IOException {
        Block header = Block.littleEndian(ring.file(), ring.inFile(position), HEADER_BYTES);
        long bytes = header.u32(8, "entryLength");
        long tail = header.u32(12, "tail");
        long descriptors = header.u32(24, "descriptorCount");
        boolean plausible = header.u32(0, "signature") == SIGNATURE
                && header.guid(32, "logGuid").equals(logId)
                && bytes > 0
                && bytes <= ring.bytes()
                && bytes % LogRing.SECTOR_BYTES == 0
                && tail < ring.bytes()
                && tail % LogRing.SECTOR_BYTES == 0
                && HEADER_BYTES + descriptors * DESCRIPTOR_BYTES <= bytes;
        if (!plausible) {
            return Optional.empty();
        }
        return Optional.of(new LogEntry(
                        header,
                        position % ring.bytes(),
                        bytes,
                        tail,
                        header.bits64(16, "sequenceNumber"),
                        (int) descriptors,
                        header.bits64(48, "flushedFileOffset"),
                        header.bits64(56, "lastFileOffset")))
                .filter(entry -> entry.sequence > 0 && entry.flushedBytes >= 0 && entry.lastBytes >= 0);
    }

    /** Whether all of the entry reached the disk. */
    boolean isWhole(LogRing ring) throws IOException {
        CRC32C sum = new CRC32C();
        for (long done = 0; done < bytes; done += LogRing.SECTOR_BYTES) {
            ByteBuffer sector = ring.sector(position + done);
            if (done == 0) {
                Crc32c.update(sum, sector);
            } else {
                sum.update(sector);
            }
        }
        return sum.getValue() == header.u32(Crc32c.FIELD_AT, "checksum");
    }

    /** Where the data sectors start, counted from the entry's start. */
    long dataAt() {
        long end = HEADER_BYTES + (long) descriptors * DESCRIPTOR_BYTES;
        return (end + LogRing.SECTOR_BYTES - 1) / LogRing.SECTOR_BYTES * LogRing.SECTOR_BYTES;
    }
}
