package org.p2vworkbench.disks.filesystem;

import java.io.IOException;
import java.util.Optional;
import org.p2vworkbench.disks.BlockSource;

/**
 * A member of a ZFS pool (ZFS On-Disk Specification, section 1.3): the first label's ring of uberblocks, each with a
 * magic in the byte order of the machine that wrote it. The pool's name and number are in a list of their own, which is
 * not read.
 */
final class ZfsProbe implements Probe {

    private static final int RING_AT = 128 << 10;
    private static final int RING_BYTES = 128 << 10;
    private static final int UBERBLOCK_BYTES = 1024;
    private static final long MAGIC = 0x00bab10cL;
    /** As blkid wants it: one alone may be what another filesystem has not overwritten. */
    private static final int ENOUGH = 4;

    @Override
    public Optional<FilesystemSignature> probe(BlockSource volume) throws IOException {
        Optional<Glimpse> ring = Glimpse.littleEndian(volume, RING_AT, RING_BYTES);
        if (ring.isEmpty()) {
            return Optional.empty();
        }
        int found = 0;
        long version = 0;
        for (int at = 0; at < RING_BYTES; at += UBERBLOCK_BYTES) {
            long magic = ring.get().bits64(at);
            boolean swapped = Long.reverseBytes(magic) == MAGIC;
            if (magic == MAGIC || swapped) {
                found++;
                version = swapped
                        ? Long.reverseBytes(ring.get().bits64(at + 8))
                        : ring.get().bits64(at + 8);
            }
        }
        return found >= ENOUGH
                ? Optional.of(new FilesystemSignature("zfs_member", Long.toString(version), "", ""))
                : Optional.empty();
    }
}
