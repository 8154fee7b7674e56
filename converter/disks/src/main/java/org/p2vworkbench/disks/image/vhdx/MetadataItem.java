package org.p2vworkbench.disks.image.vhdx;

import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/** The metadata items this reader knows ([MS-VHDX] 2.6.2), and how long each is; 0: as long as it says. */
enum MetadataItem {
    FILE_PARAMETERS("caa16737-fa36-4d43-b3b6-33f0aa44e76b", 8),
    VIRTUAL_DISK_SIZE("2fa54224-cd1b-4876-b211-5dbed83bf4b8", 8),
    VIRTUAL_DISK_ID("beca12ab-b2e6-4523-93ef-c309e000c746", 16),
    LOGICAL_SECTOR_SIZE("8141bf1d-a96f-4709-ba47-f233a8faab5f", 4),
    PHYSICAL_SECTOR_SIZE("cda348c7-445d-4471-9cc9-e9885251c556", 4),
    PARENT_LOCATOR("a8d35f2d-b30b-454d-abf7-d3d84834ab0c", 0);

    private final UUID id;
    private final int bytes;

    MetadataItem(String id, int bytes) {
        this.id = UUID.fromString(id);
        this.bytes = bytes;
    }

    static Optional<MetadataItem> of(UUID id) {
        return Arrays.stream(values()).filter(item -> item.id.equals(id)).findFirst();
    }

    boolean mayBe(long length) {
        return bytes == 0 || length == bytes;
    }

    int bytes() {
        return bytes;
    }
}
