package org.p2vworkbench.disks.image.blocks;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.Extents;
import org.p2vworkbench.disks.image.DiskImage;

/** An opened image whose bytes are those of a disk put together from its blocks. */
public interface BlockImage extends DiskImage {

    BlockSource disk();

    @Override
    default String name() {
        return disk().name();
    }

    @Override
    default long size() {
        return disk().size();
    }

    @Override
    default void read(long offset, ByteBuffer into) throws IOException {
        disk().read(offset, into);
    }

    @Override
    default Extents extents(long from, long to) throws IOException {
        return disk().extents(from, to);
    }

    @Override
    default void close() throws IOException {
        disk().close();
    }
}
