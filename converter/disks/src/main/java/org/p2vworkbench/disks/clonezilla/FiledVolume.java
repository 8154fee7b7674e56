package org.p2vworkbench.disks.clonezilla;

import java.io.IOException;
import java.util.List;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.Extents;
import org.p2vworkbench.disks.partclone.SavedVolume;
import org.p2vworkbench.disks.partclone.VolumeStream;

/** A saved volume that closes its file. */
record FiledVolume(SavedVolume volume, BlockSource packed) implements SavedVolume {

    @Override
    public String format() {
        return volume.format();
    }

    @Override
    public long size() {
        return volume.size();
    }

    @Override
    public Extents extents(long from, long to) throws IOException {
        return volume.extents(from, to);
    }

    @Override
    public boolean lacksLastSector() {
        return volume.lacksLastSector();
    }

    @Override
    public VolumeStream stream() throws IOException {
        return volume.stream();
    }

    @Override
    public List<String> notes() {
        return volume.notes();
    }

    @Override
    public void close() throws IOException {
        volume.close();
        packed.close();
    }
}
