package org.p2vworkbench.disks.image.qcow2;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.p2vworkbench.disks.Block;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.image.DiskImage;
import org.p2vworkbench.disks.image.ImageContext;
import org.p2vworkbench.disks.image.ImageFormat;

/** qcow2 (qemu docs/interop/qcow2.txt): its numbers, and what it takes to open an image. */
public final class Qcow2Format implements ImageFormat {

    static final int MAGIC = 0x5146_49fb; // "QFI\xfb"

    static final int CLUSTER_BITS_LEAST = 9;
    static final int CLUSTER_BITS_MOST = 21;
    /** qemu's own limit, 32 MiB of L1 table. */
    static final int L1_MOST_ENTRIES = (32 << 20) / Long.BYTES;

    static final int V2_REFCOUNT_ORDER = 4;

    static final long INCOMPATIBLE_DIRTY = 1;
    static final long INCOMPATIBLE_CORRUPT = 1 << 1;
    static final long INCOMPATIBLE_DATA_FILE = 1 << 2;
    static final long INCOMPATIBLE_COMPRESSION_TYPE = 1 << 3;
    static final long INCOMPATIBLE_EXTENDED_L2 = 1 << 4;
    static final long AUTOCLEAR_RAW_DATA_FILE = 1 << 1;

    static final int CRYPT_NONE = 0;
    static final int CRYPT_AES = 1;
    static final int CRYPT_LUKS = 2;

    static final int COMPRESSION_ZLIB = 0;
    static final int COMPRESSION_ZSTD = 1;

    /** Bits 9 to 55 of an L1 entry or a standard L2 entry: an offset into the file. */
    static final long OFFSET_MASK = 0x00ff_ffff_ffff_fe00L;
    /** L1 and L2 entries: the reference count of what they point to is exactly one. */
    static final long COPIED = 1L << 63;

    static final long COMPRESSED = 1L << 62;
    /** Standard L2 entry of version 3 without extended L2: reads as zeros. */
    static final long ZERO = 1;

    /** Version 1 has the same signature, another layout, and is not ours. */
    private static final int QCOW1 = 1;

    @Override
    public String name() {
        return "qcow2";
    }

    @Override
    public boolean recognises(BlockSource file) throws IOException {
        if (file.size() < 2 * Integer.BYTES) {
            return false;
        }
        ByteBuffer start = ByteBuffer.allocate(2 * Integer.BYTES).order(ByteOrder.BIG_ENDIAN);
        file.read(0, start);
        return start.getInt(0) == MAGIC && start.getInt(4) != QCOW1;
    }

    @Override
    public DiskImage open(BlockSource file, ImageContext context) throws IOException {
        Block block = Qcow2Header.block(file);
        Qcow2Header header = Qcow2Header.parse(block);
        new Readable(header, block).check();
        TablePages tables = new TablePages(file, header.clusterBytes());
        L1Table l1 = L1Table.checked(header, file, tables);
        BlockSource host = header.has(INCOMPATIBLE_DATA_FILE) ? dataFile(header, block, context) : file;
        try {
            Optional<BackingFile> named = BackingFile.of(header);
            Optional<DiskImage> backing =
                    named.isPresent() ? Optional.of(named.get().open(file.name(), context)) : Optional.empty();
            return new Qcow2Image(file, block, header, new ClusterMap(header, file, host, tables, l1), host, backing);
        } catch (IOException | RuntimeException | Error failure) {
            host.close();
            throw failure;
        }
    }

    private static BlockSource dataFile(Qcow2Header header, Block block, ImageContext context) throws IOException {
        String name = header.extension(Qcow2Extension.DATA_FILE)
                .map(Qcow2Extension::text)
                .orElseThrow(() -> block.damaged(
                        72,
                        "the data is in an external file, and the header does not name it",
                        "Find the raw data file; if it holds the whole disk, convert that instead."));
        return context.extent(name, block.at(72));
    }
}
