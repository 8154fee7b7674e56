package org.p2vworkbench.disks.allocation.ntfs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.p2vworkbench.disks.Block;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.DiskAddress;
import org.p2vworkbench.disks.DiskFormatException;

/**
 * One record of the master file table ("File Record" in the NTFS Documentation). Little-endian.
 *
 * @param sequence how often the record was used for another file
 * @param base the record this one extends; 0 where it is a file's first
 */
record NtfsRecord(DiskAddress at, boolean inUse, int sequence, long base, List<NtfsAttribute> attributes) {

    private static final int HEADER_BYTES = 42;
    private static final int LAST = 0xffff_ffff;
    private static final int LEAST_ATTRIBUTE_BYTES = 16;
    static final long REFERENCE_MASK = 0xffff_ffff_ffffL;

    static NtfsRecord read(BlockSource source, long at, int recordBytes) throws IOException {
        Block raw = Block.littleEndian(source, at, recordBytes);
        ByteBuffer record = Fixups.undone(raw.slice(0, recordBytes), "FILE")
                .orElseThrow(() -> raw.damaged(
                        0,
                        "no file record is here, or one that was not written whole",
                        "Run 'chkdsk /f' on it, or copy all its blocks."));
        List<NtfsAttribute> attributes = new ArrayList<>();
        int next = record.getShort(20) & 0xffff;
        while (next >= HEADER_BYTES && next <= recordBytes - 4 && record.getInt(next) != LAST) {
            long length = next <= recordBytes - LEAST_ATTRIBUTE_BYTES ? record.getInt(next + 4) & 0xffff_ffffL : 0;
            if (length < LEAST_ATTRIBUTE_BYTES || length > recordBytes - next) {
                throw raw.damaged(
                        next,
                        "an attribute of %d bytes".formatted(length),
                        "Run 'chkdsk /f' on it, or copy all its blocks.");
            }
            attributes.add(new NtfsAttribute(
                    raw.at(next), record.slice(next, (int) length).order(ByteOrder.LITTLE_ENDIAN)));
            next += (int) length;
        }
        return new NtfsRecord(
                raw.at(0),
                (record.getShort(22) & 1) != 0,
                record.getShort(16) & 0xffff,
                record.getLong(32) & REFERENCE_MASK,
                List.copyOf(attributes));
    }

    Optional<NtfsAttribute> attribute(int type, String name) {
        return attributes.stream().filter(found -> found.is(type, name)).findFirst();
    }

    /** The part of an attribute that starts at a cluster of it. */
    NtfsAttribute part(int type, String name, long firstCluster) throws DiskFormatException {
        for (NtfsAttribute attribute : attributes) {
            if (attribute.is(type, name) && attribute.firstCluster() == firstCluster) {
                return attribute;
            }
        }
        throw missing(type);
    }

    DiskFormatException missing(int type) {
        return new DiskFormatException(
                at,
                "the file record has no attribute 0x%x".formatted(type),
                "Run 'chkdsk /f' on it, or copy all its blocks.");
    }
}
