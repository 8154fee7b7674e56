package org.p2vworkbench.disks.partclone;

import java.io.IOException;
import java.util.List;
import org.p2vworkbench.disks.Extents;
import org.p2vworkbench.disks.unpack.Unpacked;

/** Every byte of a volume as it was, as dd and partclone.dd write it: no header, no sums. */
record WholeVolume(long size, StreamOpener opener) implements SavedVolume {

    @Override
    public String format() {
        return "dd";
    }

    @Override
    public Extents extents(long from, long to) {
        return Extents.allData(from, to);
    }

    @Override
    public VolumeStream stream() throws IOException {
        return new Bytes(opener.open(), size);
    }

    @Override
    public List<String> notes() {
        return List.of("was saved by dd, which makes no checksums: damage in it cannot be seen");
    }

    @Override
    public void close() {
        // Nothing is held.
    }

    private static final class Bytes implements VolumeStream {

        private final Unpacked in;
        private final long size;

        Bytes(Unpacked in, long size) {
            this.in = in;
            this.size = size;
        }

        @Override
        public void read(byte[] into, int from, int length) throws IOException {
            in.readFully(into, from, length);
            if (in.position() == size && !in.ended()) {
                throw in.damaged("it holds more than the %d bytes of its place on the disk".formatted(size), null);
            }
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
