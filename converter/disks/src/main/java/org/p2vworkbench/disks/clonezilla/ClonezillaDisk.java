package org.p2vworkbench.disks.clonezilla;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.Extents;
import org.p2vworkbench.disks.Structure;
import org.p2vworkbench.disks.image.DiskImage;

/**
 * A disk as an image folder describes it. Its extents are what was saved, so that nobody has to look for blocks in use;
 * and it is best read from front to back.
 */
public final class ClonezillaDisk implements DiskImage {

    private final BlockSource content;
    private final List<String> notes;

    ClonezillaDisk(BlockSource content, List<String> notes) {
        this.content = content;
        this.notes = List.copyOf(notes);
    }

    /** What an operator should know of what was saved. */
    public List<String> notes() {
        return notes;
    }

    @Override
    public String name() {
        return content.name();
    }

    @Override
    public long size() {
        return content.size();
    }

    @Override
    public void read(long offset, ByteBuffer into) throws IOException {
        content.read(offset, into);
    }

    @Override
    public Extents extents(long from, long to) throws IOException {
        return content.extents(from, to);
    }

    @Override
    public String format() {
        return "Clonezilla image";
    }

    @Override
    public List<Structure> structures() {
        return List.of();
    }

    @Override
    public void close() throws IOException {
        content.close();
    }
}
