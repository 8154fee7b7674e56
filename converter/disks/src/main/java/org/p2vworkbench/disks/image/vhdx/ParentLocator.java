package org.p2vworkbench.disks.image.vhdx;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.p2vworkbench.disks.Block;
import org.p2vworkbench.disks.DiskFormatException;

/** Parent locator ([MS-VHDX] 2.6.2.6): keys and values that say which file the parent is. */
record ParentLocator(Block block, Map<String, String> values) {

    private static final UUID VHDX_PARENT = UUID.fromString("b04aefb7-d19e-4a81-b789-25b8e9445913");
    private static final int HEADER_BYTES = 20;
    private static final int ENTRY_BYTES = 12;

    static ParentLocator parse(Block block) throws DiskFormatException {
        if (block.length() < HEADER_BYTES) {
            throw damaged(block, 0, "the parent locator has %d bytes, at least %d are needed", HEADER_BYTES);
        }
        UUID type = block.guid(0, "locatorType");
        if (!type.equals(VHDX_PARENT)) {
            throw block.damaged(
                    0,
                    "the parent is located by method %s, only %s is known".formatted(type, VHDX_PARENT),
                    "Merge the image into its parent with Merge-VHD, then convert the result.");
        }
        int count = block.u16(18, "keyValueCount");
        if (HEADER_BYTES + count * ENTRY_BYTES > block.length()) {
            throw damaged(block, 18, "the parent locator has %d bytes, its entries need %d", HEADER_BYTES + count * 12);
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            int at = HEADER_BYTES + i * ENTRY_BYTES;
            String key = text(block, at, block.u16(at + 8, "keyLength"), "key");
            values.put(key, text(block, at + 4, block.u16(at + 10, "valueLength"), key));
        }
        return new ParentLocator(block, values);
    }

    private static String text(Block block, int offsetAt, int length, String name) throws DiskFormatException {
        long offset = block.u32(offsetAt, name + "Offset");
        if (offset > block.length() - length) {
            throw damaged(block, offsetAt, "the parent locator has %d bytes, a text ends at %d", offset + length);
        }
        return block.utf16((int) offset, length, name);
    }

    private static DiskFormatException damaged(Block block, int at, String what, long needed) {
        return block.damaged(
                at,
                what.formatted(block.length(), needed),
                "The image is damaged; copy it again from where it came from.");
    }
}
