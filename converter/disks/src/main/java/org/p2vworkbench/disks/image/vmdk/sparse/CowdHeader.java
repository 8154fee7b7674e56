package org.p2vworkbench.disks.image.vmdk.sparse;

import java.io.IOException;
import org.p2vworkbench.disks.Block;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.DiskFormatException;
import org.p2vworkbench.disks.Structure;

/** The header of an ESX sparse extent, "COWD" (Virtual Disk Format 5.0, "ESXi Host Sparse Extents"). Little-endian. */
record CowdHeader(Geometry shape, long directoryOffset, long directoryEntries, Structure structure) {

    static final long MAGIC = 0x4457_4f43L;
    static final int ENTRIES_PER_TABLE = 4096;

    /** Four sectors; the fields after the geometry are for programs that write. */
    static final int BYTES = 2048;

    static CowdHeader parse(BlockSource file) throws IOException {
        Block in = Block.littleEndian(file, 0, BYTES);
        in.ascii(0, 4, "magicNumber");
        long version = in.u32(4, "version");
        if (version != 1) {
            throw in.damaged(
                    4,
                    "the COWD header is version %d, known is 1".formatted(version),
                    "Consolidate the snapshot on the ESX host, then copy the disk again.");
        }
        in.u32(8, "flags");
        long size = Sectors.bytes32(in, 12, "numSectors");
        long grainBytes = Sectors.bytes32(in, 16, "grainSize");
        long directory = Sectors.bytes32(in, 20, "gdOffset");
        long entries = in.u32(24, "numGDEntries");
        in.u32(28, "freeSector");
        in.u32(1060, "generation");
        in.ascii(1064, 60, "name");
        in.ascii(1124, 512, "description");
        in.u32(1636, "savedGeneration");
        in.u32(1648, "uncleanShutdown");
        Geometry shape = Geometry.of(in, 16, size, grainBytes, Sectors.BYTES, ENTRIES_PER_TABLE);
        if (entries < shape.tableCount()) {
            throw tooFew(in, entries, shape);
        }
        return new CowdHeader(shape, directory, entries, in.structure("COWD header"));
    }

    private static DiskFormatException tooFew(Block in, long entries, Geometry shape) {
        return in.damaged(
                24,
                "the grain directory has %d entries, %d bytes of disk need %d"
                        .formatted(entries, shape.sizeBytes(), shape.tableCount()),
                "The header is damaged; copy the image again from where it came from.");
    }
}
