package org.p2vworkbench.converter.migrate;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.p2vworkbench.converter.copy.HashedSource;
import org.p2vworkbench.converter.ingest.RemoteDisk;
import org.p2vworkbench.disks.Extent;
import org.p2vworkbench.disks.Structure;
import org.p2vworkbench.disks.image.DiskImage;

/** A disk of a connected machine in the place of an image. What was fetched of its tables stays known while it is open
 * and closed again: all who open it share one disk. */
final class RemoteImage implements DiskImage, HashedSource {

    private final RemoteDisk disk;

    RemoteImage(RemoteDisk disk) {
        this.disk = disk;
    }

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
    public Optional<byte[]> readHashed(long offset, ByteBuffer into) throws IOException {
        return disk.readHashed(offset, into);
    }

    @Override
    public Optional<byte[]> readUsed(List<Extent> parts, long offset, ByteBuffer into) throws IOException {
        return disk.readUsed(parts, offset, into);
    }

    @Override
    public Optional<Map<Long, byte[]>> hashes(List<Extent> parts, int chunkBytes) throws IOException {
        return disk.hashes(parts, chunkBytes);
    }

    @Override
    public String format() {
        return "disk over ssh";
    }

    @Override
    public List<Structure> structures() {
        return List.of();
    }

    @Override
    public void close() {
        // Another may have it open.
    }
}
