package org.p2vworkbench.disks.image.vhd;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.Extents;
import org.p2vworkbench.disks.Structure;
import org.p2vworkbench.disks.image.DiskImage;

/** An opened VHD: its disk, and the identifier by which its children know it. */
record VhdImage(String format, UUID id, BlockSource disk, List<Structure> structures, Optional<DiskImage> parent)
        implements DiskImage {

    @Override
    public String name() {
        return disk.name();
    }

    @Override
    public long size() {
        return disk.size();
    }

    @Override
    public void read(long offset, ByteBuffer into) throws IOException {
        disk.read(offset, into);
    }

    @Override
    public Extents extents(long from, long to) throws IOException {
        return disk.extents(from, to);
    }

    @Override
    public void close() throws IOException {
        disk.close();
    }
}
