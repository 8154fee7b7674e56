package org.p2vworkbench.disks.image.qcow2;

/** qcow2 as numbers: qemu docs/interop/qcow2.txt. */
public final class Qcow2Format {

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

    private Qcow2Format() {}
}
