package org.p2vworkbench.disks.image.qcow2;

import java.io.IOException;
import java.util.Arrays;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.DiskAddress;
import org.p2vworkbench.disks.DiskFormatException;

/**
 * Where the active L1 table lies (qcow2.txt, "Cluster mapping").
 *
 * <p>All of it is looked at when an image is opened, so that a file cut short is refused before hours of copying and
 * not after. A table that two entries point to is refused as well: a 32 MiB L1 table full of one L2 table would be a
 * disk of 10^11 clusters in a file of a few MiB.
 */
final class L1Table {

    private final long offset;
    private final int entries;

    private L1Table(long offset, int entries) {
        this.offset = offset;
        this.entries = entries;
    }

    static L1Table checked(Qcow2Header header, BlockSource file, TablePages tables) throws IOException {
        L1Table table = new L1Table(header.l1Offset(), neededEntries(header, file));
        if (table.entries > 0) {
            table.checkPlace(header, file);
            table.checkEntries(header, file, tables.cursor());
        }
        return table;
    }

    long entryOffset(long index) {
        return offset + index * Long.BYTES;
    }

    /** Entries beyond the disk's end hold the state of a suspended machine and are not looked at. */
    private static int neededEntries(Qcow2Header header, BlockSource file) throws DiskFormatException {
        int bits = header.clusterBits() + header.l2EntryBits();
        long needed = (header.sizeBytes() >>> bits) + ((header.sizeBytes() & (1L << bits) - 1) == 0 ? 0 : 1);
        if (needed > header.l1Entries()) {
            throw new DiskFormatException(
                    new DiskAddress(file.name(), 36),
                    "the L1 table has %d entries, a disk of %d bytes needs %d"
                            .formatted(header.l1Entries(), header.sizeBytes(), needed),
                    "The header is damaged; copy the image again from where it came from.");
        }
        return (int) needed;
    }

    private void checkPlace(Qcow2Header header, BlockSource file) throws DiskFormatException {
        if (offset == 0 || offset % header.clusterBytes() != 0) {
            throw new DiskFormatException(
                    new DiskAddress(file.name(), 40),
                    "the L1 table is said to be at 0x%x, it must start at a cluster of 0x%x bytes"
                            .formatted(offset, header.clusterBytes()),
                    "The header is damaged; copy the image again from where it came from.");
        }
        if (offset > file.size() - (long) entries * Long.BYTES) {
            throw new DiskFormatException(
                    new DiskAddress(file.name(), 40),
                    "the L1 table is said to be at 0x%x with %d entries, the file ends at 0x%x"
                            .formatted(offset, entries, file.size()),
                    "The image is cut short; copy it again from where it came from.");
        }
    }

    private void checkEntries(Qcow2Header header, BlockSource file, TablePages.Cursor cursor) throws IOException {
        long[] found = new long[1024];
        int count = 0;
        for (int i = 0; i < entries; i++) {
            long table = cursor.entry(entryOffset(i)) & Qcow2Format.OFFSET_MASK;
            if (table == 0) {
                continue;
            }
            if (table % header.clusterBytes() != 0 || table > file.size() - header.clusterBytes()) {
                throw new DiskFormatException(
                        new DiskAddress(file.name(), entryOffset(i)),
                        "L1 entry %d points to 0x%x, not a whole cluster of 0x%x bytes in a file that ends at 0x%x"
                                .formatted(i, table, header.clusterBytes(), file.size()),
                        "The image is cut short or damaged; copy it again from where it came from.");
            }
            found = count < found.length ? found : Arrays.copyOf(found, count * 2);
            found[count++] = table;
        }
        refuseSharedTables(found, count, file);
    }

    private void refuseSharedTables(long[] found, int count, BlockSource file) throws DiskFormatException {
        Arrays.sort(found, 0, count);
        for (int i = 1; i < count; i++) {
            if (found[i] == found[i - 1]) {
                throw new DiskFormatException(
                        new DiskAddress(file.name(), offset),
                        "two entries of the L1 table point to one L2 table at 0x%x".formatted(found[i]),
                        "The image is damaged; run 'qemu-img check' on a copy of it to see what is left.");
            }
        }
    }
}
