package org.p2vworkbench.disks.image.vhdx;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.p2vworkbench.disks.Block;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.DiskFormatException;
import org.p2vworkbench.disks.Structure;

/** Metadata table and items ([MS-VHDX] 2.6.1): the items by what they are, each as the bytes it consists of. */
record MetadataTable(Block block, Map<MetadataItem, Block> items) {

    private static final int SIZE = 64 * 1024;
    private static final long SIGNATURE = 0x617461646174656dL; // "metadata"
    private static final int MOST_ENTRIES = 2047;
    private static final int ENTRIES_AT = 32;
    private static final int ENTRY_BYTES = 32;
    private static final int FLAG_IS_REQUIRED = 4;

    /** [MS-VHDX] 2.6.1.2: "Length ... MUST be less than or equal to 1 MB." */
    private static final long LONGEST_ITEM_BYTES = 1 << 20;

    static MetadataTable read(BlockSource file, RegionTable.Region region) throws IOException {
        Block block = Block.littleEndian(file, region.at(), SIZE);
        if (block.bits64(0, "signature") != SIGNATURE) {
            throw block.damaged(
                    0,
                    "no metadata table: expected 'metadata', found '%s'".formatted(block.ascii(0, 8, "signature")),
                    "The image is damaged; copy it again from where it came from.");
        }
        int count = block.u16(10, "entryCount");
        if (count > MOST_ENTRIES) {
            throw block.damaged(
                    10,
                    "the metadata table has %d entries, %d is the most".formatted(count, MOST_ENTRIES),
                    "The image is damaged; copy it again from where it came from.");
        }
        Map<MetadataItem, Block> items = new EnumMap<>(MetadataItem.class);
        for (int i = 0; i < count; i++) {
            addItem(items, block, i, file, region);
        }
        return new MetadataTable(block, items);
    }

    private static void addItem(
            Map<MetadataItem, Block> items, Block block, int index, BlockSource file, RegionTable.Region region)
            throws IOException {
        int at = ENTRIES_AT + index * ENTRY_BYTES;
        String field = "item[%d].".formatted(index);
        UUID id = block.guid(at, field + "itemId");
        long offset = block.u32(at + 16, field + "offset");
        long length = block.u32(at + 20, field + "length");
        boolean required = (block.u32(at + 24, field + "flags") & FLAG_IS_REQUIRED) != 0;
        Optional<MetadataItem> item = MetadataItem.of(id);
        if (item.isEmpty() && required) {
            throw block.damaged(
                    at,
                    "metadata item %s is required to read this image, and is not known here".formatted(id),
                    "Convert the image with the program that made it: Convert-VHD to a new .vhdx.");
        }
        if (item.isEmpty()) {
            return;
        }
        if (!item.get().mayBe(length) || length > LONGEST_ITEM_BYTES || offset > region.bytes() - length) {
            throw block.damaged(
                    at + 16,
                    "metadata item %s has %d bytes at 0x%x of a region of 0x%x bytes"
                            .formatted(item.get(), length, offset, region.bytes()),
                    "The image is damaged; copy it again from where it came from.");
        }
        items.put(item.get(), Block.littleEndian(file, region.at() + offset, (int) length));
    }

    Block demand(MetadataItem item) throws DiskFormatException {
        Block found = items.get(item);
        if (found == null) {
            throw block.damaged(
                    10,
                    "the metadata has no %s".formatted(item),
                    "The image is damaged; copy it again from where it came from.");
        }
        return found;
    }

    List<Structure> structures() {
        List<Structure> shown = new ArrayList<>();
        shown.add(block.structure("VHDX metadata table"));
        items.forEach((item, bytes) -> shown.add(bytes.structure("VHDX metadata " + item)));
        return shown;
    }
}
