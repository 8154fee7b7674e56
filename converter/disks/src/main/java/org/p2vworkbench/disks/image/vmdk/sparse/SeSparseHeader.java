package org.p2vworkbench.disks.image.vmdk.sparse;

import java.io.IOException;
import java.util.List;
import org.p2vworkbench.disks.Block;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.DiskFormatException;
import org.p2vworkbench.disks.Structure;

/**
 * The two headers of an ESXi space-efficient sparse extent. Little-endian; VMware has not published the layout, this is
 * what QEMU 4.1 and later read. Whatever differs from the one known form is refused.
 */
record SeSparseHeader(
        Geometry shape,
        long directoryOffset,
        long directoryEntries,
        long tablesOffset,
        long grainsOffset,
        List<Structure> structures) {

    static final long MAGIC = 0xcafe_babeL;

    private static final long VOLATILE_MAGIC = 0xcafe_cafeL;
    private static final long VERSION = 0x0000_0002_0000_0001L;
    private static final long GRAIN_SECTORS = 8;
    private static final long TABLE_SECTORS = 64;
    private static final int ENTRY = 8;

    static SeSparseHeader parse(BlockSource file) throws IOException {
        Block in = Block.littleEndian(file, 0, Sectors.BYTES);
        in.bits64(0, "magic");
        expect(in, 8, "version", VERSION);
        long size = Sectors.bytes64(in, 16, "capacity");
        expect(in, 24, "grainSize", GRAIN_SECTORS);
        expect(in, 32, "grainTableSize", TABLE_SECTORS);
        expect(in, 40, "flags", 0);
        long volatileHeader = Sectors.bytes64(in, 80, "volatileHeaderOffset");
        in.bits64(88, "volatileHeaderSize");
        in.bits64(96, "journalHeaderOffset");
        in.bits64(104, "journalHeaderSize");
        in.bits64(112, "journalOffset");
        in.bits64(120, "journalSize");
        long directory = Sectors.bytes64(in, 128, "grainDirOffset");
        long directoryBytes = Sectors.bytes64(in, 136, "grainDirSize");
        long tables = Sectors.bytes64(in, 144, "grainTablesOffset");
        in.bits64(152, "grainTablesSize");
        in.bits64(160, "freeBitmapOffset");
        in.bits64(168, "freeBitmapSize");
        in.bits64(176, "backmapOffset");
        in.bits64(184, "backmapSize");
        long grains = Sectors.bytes64(in, 192, "grainsOffset");
        in.bits64(200, "grainsSize");
        int entriesPerTable = (int) TABLE_SECTORS * Sectors.BYTES / ENTRY;
        long grainBytes = GRAIN_SECTORS * Sectors.BYTES;
        Geometry shape = Geometry.of(in, 24, size, grainBytes, grainBytes, entriesPerTable);
        inFile(in, 144, "grain tables", tables, file);
        inFile(in, 192, "grains", grains, file);
        if (directoryBytes / ENTRY < shape.tableCount()) {
            throw in.damaged(
                    136,
                    "the grain directory has %d entries, %d bytes of disk need %d"
                            .formatted(directoryBytes / ENTRY, size, shape.tableCount()),
                    "The header is damaged; copy the image again from where it came from.");
        }
        Structure journal = cleanJournal(file, volatileHeader);
        return new SeSparseHeader(
                shape,
                directory,
                directoryBytes / ENTRY,
                tables,
                grains,
                List.of(in.structure("seSparse header"), journal));
    }

    /** The volatile header says whether the journal holds writes that have not reached their place. */
    private static Structure cleanJournal(BlockSource file, long offset) throws IOException {
        Block in = Block.littleEndian(file, offset, Sectors.BYTES);
        expect(in, 0, "magic", VOLATILE_MAGIC);
        in.bits64(8, "freeGrainTableNumber");
        in.bits64(16, "nextTransaction");
        if (in.bits64(24, "replayJournal") != 0) {
            throw in.damaged(
                    24,
                    "the journal holds writes that were not completed",
                    "Power the machine on and off on its ESXi host, or consolidate its snapshots, then copy again.");
        }
        return in.structure("seSparse volatile header");
    }

    private static void expect(Block in, int at, String name, long expected) throws DiskFormatException {
        long found = in.bits64(at, name);
        if (found != expected) {
            throw in.damaged(
                    at,
                    "%s is 0x%x, the one known value is 0x%x".formatted(name, found, expected),
                    "Clone the disk on the ESXi host with 'vmkfstools -i old.vmdk -d thin new.vmdk' and convert that.");
        }
    }

    private static void inFile(Block in, int at, String name, long offset, BlockSource file)
            throws DiskFormatException {
        if (offset > file.size()) {
            throw in.damaged(
                    at,
                    "the %s start at 0x%x, the file ends at 0x%x".formatted(name, offset, file.size()),
                    "The image is cut short or damaged; copy it again from where it came from.");
        }
    }
}
