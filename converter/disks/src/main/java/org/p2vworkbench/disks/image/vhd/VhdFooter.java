package org.p2vworkbench.disks.image.vhd;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.p2vworkbench.disks.Block;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.DiskFormatException;

/** Hard disk footer (specification, "Hard Disk Footer Format"): what kind of image this is, and how large its disk. */
record VhdFooter(
        Block block,
        long headerAt,
        String creator,
        long currentBytes,
        int cylinders,
        int heads,
        int sectorsPerTrack,
        Type type,
        UUID id) {

    static final int SIZE = 512;

    /** "Images created prior to Virtual PC 2004 have a 511 byte footer" (specification, same section). */
    static final int OLD_SIZE = 511;

    static final long COOKIE = 0x636f6e6563746978L; // "conectix"
    static final long VERSION = 0x00010000;

    enum Type {
        FIXED,
        DYNAMIC,
        DIFFERENCING
    }

    static VhdFooter parse(BlockSource file, long offset, int length) throws IOException {
        Block block = Block.bigEndian(file, offset, length);
        if (block.bits64(0, "cookie") != COOKIE) {
            throw block.damaged(
                    0,
                    "no VHD footer: expected 'conectix', found '%s'".formatted(block.ascii(0, 8, "cookie")),
                    "If this is no VHD, name its format with --input-format; else copy the image again.");
        }
        OnesComplement.verify(block, 64, "VHD footer");
        block.u32(8, "features");
        long version = block.u32(12, "fileFormatVersion");
        if (version >>> 16 != 1) {
            throw block.damaged(
                    12,
                    "VHD version is 0x%08x, only 1.x (0x%08x) is known".formatted(version, VERSION),
                    "Convert the image to version 1 with the program that made it.");
        }
        block.u32(24, "timeStamp");
        block.u32(32, "creatorVersion");
        block.ascii(36, 4, "creatorHostOs");
        block.bits64(40, "originalSize");
        block.u8(84, "savedState");
        return new VhdFooter(
                block,
                block.bits64(16, "dataOffset"),
                fourLetters(block, 28, "creatorApplication"),
                block.size(48, "currentSize"),
                block.u16(56, "cylinders"),
                block.u8(58, "heads"),
                block.u8(59, "sectorsPerTrack"),
                type(block),
                block.uuid(68, "uniqueId"));
    }

    private static Type type(Block block) throws DiskFormatException {
        long type = block.u32(60, "diskType");
        if (type < 2 || type > 4) {
            throw block.damaged(
                    60,
                    "disk type is %d; 2 fixed, 3 dynamic and 4 differencing are known".formatted(type),
                    "Convert the image to a dynamic VHD with the program that made it.");
        }
        return Type.values()[(int) type - 2];
    }

    /** Trailing zero bytes count: "tap\0" is a creator, "tap " is another. */
    private static String fourLetters(Block block, int at, String name) {
        block.ascii(at, 4, name);
        return new String(block.slice(at, 4), StandardCharsets.ISO_8859_1);
    }
}
