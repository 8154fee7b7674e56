package org.p2vworkbench.disks.clonezilla;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.Extents;
import org.p2vworkbench.disks.volume.lvm.GroupBackup;

/** What of a logical volume lies in one run of a physical one. The volume belongs to whoever opened it. */
record StripeColumn(BlockSource volume, GroupBackup.Run run) implements BlockSource {

    @Override
    public String name() {
        return volume.name();
    }

    @Override
    public long size() {
        return run.lengthBytes();
    }

    @Override
    public void read(long offset, ByteBuffer into) throws IOException {
        checkRange(offset, into.remaining());
        int end = into.limit();
        long at = offset;
        while (into.position() < end) {
            int piece = (int) Math.min(end - into.position(), stripeEnd(at) - at);
            into.limit(into.position() + piece);
            volume.read(inVolume(at), into);
            into.limit(end);
            at += piece;
        }
    }

    @Override
    public Extents extents(long from, long to) throws IOException {
        checkRange(from, to - from);
        Extents.Builder extents = new Extents.Builder(from);
        while (extents.end() < to) {
            long at = extents.end();
            long length = Math.min(to, stripeEnd(at)) - at;
            long there = inVolume(at);
            extents.addAll(volume.extents(there, there + length).shifted(at - there));
        }
        return extents.build();
    }

    private long stripeEnd(long at) {
        return (at / run.stripeBytes() + 1) * run.stripeBytes();
    }

    private long inVolume(long at) {
        long row = at / run.stripeBytes();
        return run.volumeAt() + (row * run.stripes() + run.column()) * run.stripeBytes() + at % run.stripeBytes();
    }

    @Override
    public void close() {
        // The volume is read through other runs as well.
    }
}
