package org.p2vworkbench.disks.image.qcow2;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.DiskAddress;
import org.p2vworkbench.disks.DiskFormatException;

/**
 * The compressed clusters of one image (qcow2.txt, "Compressed Clusters Descriptor").
 *
 * <pre>
 *   L2 entry   63 62 61            x x-1                            0     x = 62 - (clusterBits - 8)
 *             | 0| 1| sectors - 1   | offset in the file, any byte   |
 * </pre>
 *
 * The sectors are counted from the one that holds the first byte. The last one may lie partly behind the end of the
 * file, and what follows the compressed data in it belongs to somebody else.
 */
final class CompressedClusters {

    private static final int SECTOR_BYTES = 512;
    private static final AtomicLong IMAGES = new AtomicLong();

    private final BlockSource file;
    private final int clusterBits;
    private final boolean zstd;
    private final long image = IMAGES.incrementAndGet();

    CompressedClusters(BlockSource file, Qcow2Header header) {
        this.file = file;
        this.clusterBits = header.clusterBits();
        this.zstd = header.compressionType() == Qcow2Format.COMPRESSION_ZSTD;
    }

    /** Fills {@code into} with the bytes from {@code within} on of the cluster that {@code entry} describes. */
    void read(long entry, int within, ByteBuffer into) throws IOException {
        ClusterDecompressor decompressor = ClusterDecompressor.borrow();
        try {
            if (within == 0 && into.remaining() == 1 << clusterBits) {
                decompress(decompressor, entry, into);
            } else {
                into.put(part(decompressor, entry, within, into.remaining()));
            }
        } finally {
            decompressor.giveBack();
        }
    }

    /** Of a cluster wanted in parts, the next part is likely to be asked for soon. */
    private ByteBuffer part(ClusterDecompressor decompressor, long entry, int within, int length) throws IOException {
        if (!decompressor.holds(image, entry)) {
            ByteBuffer cluster = decompressor.cluster(1 << clusterBits);
            decompress(decompressor, entry, cluster);
            decompressor.nowHolds(image, entry);
        }
        return decompressor.held().slice(within, length);
    }

    private void decompress(ClusterDecompressor decompressor, long entry, ByteBuffer into) throws IOException {
        int offsetBits = 70 - clusterBits;
        long offset = entry & (1L << offsetBits) - 1;
        long sectors = (entry & Qcow2Format.COMPRESSED - 1) >>> offsetBits;
        if (offset >= file.size()) {
            throw damaged(offset, "a compressed cluster should be here, the file ends at 0x%x", file.size());
        }
        long most = (sectors + 1) * SECTOR_BYTES - offset % SECTOR_BYTES;
        ByteBuffer packed = decompressor.packed((int) Math.min(most, file.size() - offset));
        file.read(offset, packed);
        packed.flip();
        boolean whole = zstd ? decompressor.zstd(packed, into) : decompressor.deflate(packed, into);
        if (!whole) {
            throw damaged(
                    offset,
                    "this " + (zstd ? "zstd" : "zlib") + " data does not unpack to a cluster of %d bytes",
                    1 << clusterBits);
        }
    }

    private DiskFormatException damaged(long offset, String what, long number) {
        return new DiskFormatException(
                new DiskAddress(file.name(), offset),
                what.formatted(number),
                "The image is cut short or damaged; copy it again, or run 'qemu-img check' on a copy of it.");
    }
}
