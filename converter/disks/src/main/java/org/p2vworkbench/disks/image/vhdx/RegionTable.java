package org.p2vworkbench.disks.image.vhdx;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.p2vworkbench.disks.Block;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.DiskFormatException;

/** Region table ([MS-VHDX] 2.2.3): where the block table and the metadata are. There are two copies. */
record RegionTable(Block block, Region blockTable, Region metadata) {

    /** A part of the file set aside for one purpose. */
    record Region(long at, long bytes) {}

    private static final int SIZE = 64 * 1024;
    private static final long FIRST_AT = 192 * 1024;
    private static final long SECOND_AT = 256 * 1024;
    private static final long SIGNATURE = 0x69676572; // "regi"
    private static final int MOST_ENTRIES = 2047;
    private static final int ENTRIES_AT = 16;
    private static final int ENTRY_BYTES = 32;
    private static final long MIB = 1 << 20;
    private static final UUID BLOCK_TABLE = UUID.fromString("2dc27766-f623-4200-9d64-115e9bfd4a08");
    private static final UUID METADATA = UUID.fromString("8b7ca206-4790-4b9a-b8fe-575f050f886e");

    static RegionTable read(BlockSource file) throws IOException {
        Block block;
        try {
            block = intact(file, FIRST_AT);
        } catch (DiskFormatException firstDamaged) {
            try {
                block = intact(file, SECOND_AT);
            } catch (DiskFormatException secondDamaged) {
                firstDamaged.addSuppressed(secondDamaged);
                throw firstDamaged;
            }
        }
        return parse(block, file.size());
    }

    private static Block intact(BlockSource file, long at) throws IOException {
        Block block = Block.littleEndian(file, at, SIZE);
        if (block.u32(0, "signature") != SIGNATURE) {
            throw block.damaged(
                    0,
                    "no region table: expected 'regi', found '%s'".formatted(block.ascii(0, 4, "signature")),
                    "Both region tables are damaged; copy the image again from where it came from.");
        }
        Crc32c.verify(block, "region table");
        return block;
    }

    private static RegionTable parse(Block block, long fileBytes) throws DiskFormatException {
        long count = block.u32(8, "entryCount");
        if (count > MOST_ENTRIES) {
            throw block.damaged(
                    8,
                    "the region table has %d entries, %d is the most".formatted(count, MOST_ENTRIES),
                    "The image is damaged; copy it again from where it came from.");
        }
        Map<UUID, Region> known = new HashMap<>();
        for (int i = 0; i < count; i++) {
            int at = ENTRIES_AT + i * ENTRY_BYTES;
            String field = "region[%d].".formatted(i);
            UUID id = block.guid(at, field + "guid");
            Region region = new Region(block.size(at + 16, field + "fileOffset"), block.u32(at + 24, field + "length"));
            boolean required = (block.u32(at + 28, field + "required") & 1) != 0;
            if (id.equals(BLOCK_TABLE) || id.equals(METADATA)) {
                check(block, at, region, fileBytes);
                if (known.put(id, region) != null) {
                    throw damaged(block, at, "region %s is listed twice".formatted(id));
                }
            } else if (required) {
                throw block.damaged(
                        at,
                        "region %s is required to read this image, and is not known here".formatted(id),
                        "Convert the image with the program that made it: Convert-VHD to a new .vhdx.");
            }
        }
        return new RegionTable(
                block, demand(block, known, BLOCK_TABLE, "block table"), demand(block, known, METADATA, "metadata"));
    }

    private static void check(Block block, int at, Region region, long fileBytes) throws DiskFormatException {
        if (region.at() < MIB || region.at() % MIB != 0 || region.at() > fileBytes - region.bytes()) {
            throw damaged(
                    block,
                    at + 16,
                    "a region of %d bytes at 0x%x: it must start at a whole MiB and lie within the file of 0x%x bytes"
                            .formatted(region.bytes(), region.at(), fileBytes));
        }
    }

    private static Region demand(Block block, Map<UUID, Region> known, UUID id, String what)
            throws DiskFormatException {
        Region region = known.get(id);
        if (region == null) {
            throw damaged(block, 8, "the region table names no %s region (%s)".formatted(what, id));
        }
        return region;
    }

    private static DiskFormatException damaged(Block block, int at, String what) {
        return block.damaged(at, what, "The image is cut short or damaged; copy it again from where it came from.");
    }
}
