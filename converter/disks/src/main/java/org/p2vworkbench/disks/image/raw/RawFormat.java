package org.p2vworkbench.disks.image.raw;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.Extents;
import org.p2vworkbench.disks.Structure;
import org.p2vworkbench.disks.image.DiskImage;
import org.p2vworkbench.disks.image.ImageContext;
import org.p2vworkbench.disks.image.ImageFormat;

/** A file that is the disk. Takes whatever no other format recognises, so it is asked last. */
public final class RawFormat implements ImageFormat {

    @Override
    public String name() {
        return "raw";
    }

    @Override
    public boolean recognises(BlockSource file) {
        return true;
    }

    @Override
    public DiskImage open(BlockSource file, ImageContext context) {
        return new RawImage(file);
    }

    private record RawImage(BlockSource file) implements DiskImage {

        @Override
        public String name() {
            return file.name();
        }

        @Override
        public long size() {
            return file.size();
        }

        @Override
        public void read(long offset, ByteBuffer into) throws IOException {
            file.read(offset, into);
        }

        @Override
        public Extents extents(long from, long to) throws IOException {
            return file.extents(from, to);
        }

        @Override
        public String format() {
            return "raw";
        }

        @Override
        public List<Structure> structures() {
            return List.of();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
