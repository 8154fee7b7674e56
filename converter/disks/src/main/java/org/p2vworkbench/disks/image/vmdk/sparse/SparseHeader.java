package org.p2vworkbench.disks.image.vmdk.sparse;

import java.io.IOException;
import org.p2vworkbench.disks.Block;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.DiskAddress;
import org.p2vworkbench.disks.DiskFormatException;
import org.p2vworkbench.disks.Structure;
import org.p2vworkbench.disks.image.vmdk.descriptor.DescriptorText;

/**
 * The header of a hosted sparse extent, "KDMV" (Virtual Disk Format 5.0, "Hosted Sparse Extents"). Little-endian.
 *
 * <p>Offset 73 holds four bytes, {@code \n space \r \n}, that a transfer in text mode changes; they are looked at
 * before any field behind them, because such a transfer also moves what follows.
 *
 * @param redundantDirectoryOffset in bytes; 0 without a redundant directory
 * @param directoryOffset in bytes; {@link #AT_END} when the header at the end of the file knows
 */
public record SparseHeader(
        int version,
        long flags,
        Geometry shape,
        long descriptorOffset,
        long descriptorBytes,
        long redundantDirectoryOffset,
        long directoryOffset,
        int compression,
        Structure structure) {

    static final int BYTES = Sectors.BYTES;
    static final long MAGIC = 0x564d_444bL;
    static final long AT_END = -1;

    private static final int NEWLINES_AT = 73;
    private static final long NEWLINES = 0x0a0d_200aL;
    private static final int FLAG_NEWLINES = 1;
    private static final int FLAG_REDUNDANT = 1 << 1;
    private static final int FLAG_ZERO_GRAINS = 1 << 2;
    private static final int FLAG_COMPRESSED = 1 << 16;
    private static final int FLAG_MARKERS = 1 << 17;
    private static final int DEFLATE = 1;

    /** "must be a power of 2 and must be greater than 8 (4KB)"; 4 KiB itself occurs. */
    private static final long SMALLEST_GRAIN = 4096;

    /** "512" says the specification; QEMU takes less, too. */
    private static final int MOST_ENTRIES = 512;

    /** No writer compresses more than 64 KiB at once; this bounds the buffers of a reading thread. */
    private static final long LARGEST_COMPRESSED_GRAIN = 1L << 20;

    static SparseHeader parse(BlockSource file, long offset, String title) throws IOException {
        Block in = Block.littleEndian(file, offset, BYTES);
        in.ascii(0, 4, "magic");
        int version = (int) Math.min(Integer.MAX_VALUE, in.u32(4, "version"));
        long flags = in.u32(8, "flags");
        refuseTextMode(in, flags);
        if (version < 1 || version > 3) {
            throw in.damaged(
                    4,
                    "the header is version %d, known are 1 to 3".formatted(version),
                    "Export the disk again as version 1, e.g. with 'vmware-vdiskmanager -r old.vmdk -t 0 new.vmdk'.");
        }
        long capacity = Sectors.bytes64(in, 12, "capacity");
        long grainBytes = Sectors.bytes64(in, 20, "grainSize");
        long descriptorOffset = Sectors.bytes64(in, 28, "descriptorOffset");
        long descriptorBytes = Sectors.bytes64(in, 36, "descriptorSize");
        int entries = entriesPerTable(in);
        long redundant = (flags & FLAG_REDUNDANT) == 0 ? 0 : in.bits64(48, "rgdOffset");
        long directory = in.bits64(56, "gdOffset") == AT_END ? AT_END : Sectors.bytes64(in, 56, "gdOffset");
        in.bits64(64, "overHead");
        in.u8(72, "uncleanShutdown");
        int compression = in.u16(77, "compressAlgorithm");
        Geometry shape = Geometry.of(in, 20, capacity, grainBytes, SMALLEST_GRAIN, entries);
        SparseHeader header = new SparseHeader(
                version,
                flags,
                shape,
                descriptorOffset,
                descriptorBytes,
                redundant <= 0 || redundant > Long.MAX_VALUE / Sectors.BYTES ? 0 : redundant * Sectors.BYTES,
                directory,
                compression,
                in.structure(title));
        header.checkCompression(in);
        return header;
    }

    public boolean hasDescriptor() {
        return descriptorOffset > 0 && descriptorBytes > 0;
    }

    /** Whether it is but the envelope of a descriptor that names other files. */
    public boolean holdsNoGrains() {
        return shape.sizeBytes() == 0 && !directoryIsAtEnd();
    }

    public boolean isCompressed() {
        return compression == DEFLATE;
    }

    boolean hasMarkers() {
        return (flags & FLAG_MARKERS) != 0;
    }

    boolean hasZeroGrains() {
        return (flags & FLAG_ZERO_GRAINS) != 0;
    }

    boolean directoryIsAtEnd() {
        return directoryOffset == AT_END;
    }

    private static void refuseTextMode(Block in, long flags) throws DiskFormatException {
        long found = Integer.toUnsignedLong(in.view().getInt(NEWLINES_AT));
        if ((flags & FLAG_NEWLINES) != 0 && found != NEWLINES) {
            throw in.damaged(
                    NEWLINES_AT,
                    "the newline check bytes are %08x, expected %08x: the file was changed on its way"
                            .formatted(found, NEWLINES),
                    "Copy the image again in binary mode (FTP: type 'binary' before 'get').");
        }
    }

    private static int entriesPerTable(Block in) throws DiskFormatException {
        long entries = in.u32(44, "numGTEsPerGT");
        if (entries < 1 || entries > MOST_ENTRIES) {
            throw in.damaged(
                    44,
                    "a grain table has %d entries, expected 512".formatted(entries),
                    "The header is damaged; copy the image again from where it came from.");
        }
        return (int) entries;
    }

    private void checkCompression(Block in) throws DiskFormatException {
        if (compression > DEFLATE) {
            throw in.damaged(
                    77,
                    "grains are compressed by algorithm %d, known is 1 (deflate)".formatted(compression),
                    "Export the disk again without compression.");
        }
        if (compression == 0 && (flags & FLAG_COMPRESSED) != 0) {
            throw in.damaged(
                    77,
                    "grains are said to be compressed, but by no algorithm",
                    "The header is damaged; copy the image again from where it came from.");
        }
        if (isCompressed() && shape.grainBytes() > LARGEST_COMPRESSED_GRAIN) {
            throw in.damaged(
                    20,
                    "compressed grains of %d bytes, expected at most %d"
                            .formatted(shape.grainBytes(), LARGEST_COMPRESSED_GRAIN),
                    "The header is damaged; copy the image again from where it came from.");
        }
    }

    /** Refuses a descriptor that is not in the file or longer than any. */
    public void checkDescriptor(BlockSource file) throws DiskFormatException {
        if (descriptorBytes > DescriptorText.LONGEST_BYTES || descriptorOffset > file.size() - descriptorBytes) {
            throw new DiskFormatException(
                    new DiskAddress(file.name(), 28),
                    "the descriptor is said to be %d bytes at 0x%x of a file of 0x%x bytes"
                            .formatted(descriptorBytes, descriptorOffset, file.size()),
                    "The image is cut short or damaged; copy it again from where it came from.");
        }
    }
}
