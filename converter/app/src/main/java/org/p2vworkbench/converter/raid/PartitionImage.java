package org.p2vworkbench.converter.raid;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.p2vworkbench.converter.source.SourceDisk;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.Extents;
import org.p2vworkbench.disks.Structure;
import org.p2vworkbench.disks.image.DiskImage;
import org.p2vworkbench.disks.partition.Partition;

/** One partition of a disk as an image of its own. Owns the disk; closing it closes that. */
final class PartitionImage implements DiskImage {

    private final DiskImage disk;
    private final BlockSource bytes;

    private PartitionImage(DiskImage disk, BlockSource bytes) {
        this.disk = disk;
        this.bytes = bytes;
    }

    static PartitionImage open(SourceDisk source, Partition partition) throws IOException {
        DiskImage disk = source.open();
        try {
            return new PartitionImage(disk, partition.in(disk));
        } catch (IOException | RuntimeException failure) {
            disk.close();
            throw failure;
        }
    }

    @Override
    public String name() {
        return bytes.name();
    }

    @Override
    public long size() {
        return bytes.size();
    }

    @Override
    public void read(long offset, ByteBuffer into) throws IOException {
        bytes.read(offset, into);
    }

    @Override
    public Extents extents(long from, long to) throws IOException {
        return bytes.extents(from, to);
    }

    @Override
    public String format() {
        return "partition of " + disk.format();
    }

    @Override
    public List<Structure> structures() {
        return disk.structures();
    }

    @Override
    public void close() throws IOException {
        disk.close();
    }
}
