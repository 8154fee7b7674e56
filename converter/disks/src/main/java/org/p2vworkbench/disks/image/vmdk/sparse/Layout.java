package org.p2vworkbench.disks.image.vmdk.sparse;

import java.util.ArrayList;
import java.util.List;

/**
 * The parts of an extent file that hold its own metadata, where no grain and no grain table can be. An entry that leads
 * there is damaged: what it would read is not the guest's data.
 */
final class Layout {

    private final long fileSize;
    private final List<Region> metadata = new ArrayList<>();

    private record Region(long from, long to) {}

    Layout(long fileSize) {
        this.fileSize = fileSize;
    }

    Layout metadata(long from, long length) {
        if (length > 0) {
            metadata.add(new Region(from, from + length));
        }
        return this;
    }

    /** Whether {@code length} bytes at {@code from} lie within the file and clear of all metadata. */
    boolean holds(long from, long length) {
        return from >= 0 && length <= fileSize && from <= fileSize - length && isClear(from, length);
    }

    private boolean isClear(long from, long length) {
        for (Region region : metadata) {
            if (from < region.to && region.from < from + length) {
                return false;
            }
        }
        return true;
    }
}
