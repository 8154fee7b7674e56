package org.p2vworkbench.disks.image.qcow2;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.p2vworkbench.disks.Block;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.DiskFormatException;

/**
 * qcow2 header (qemu docs/interop/qcow2.txt, "Header"), versions 2 and 3, with its extensions and the backing file
 * name, all of which share the first cluster. All integers big-endian.
 *
 * <p>Parsing checks what the header says about itself. What it says about tables elsewhere is the reader's to check.
 *
 * @param l1Entries number of 8-byte entries of the active L1 table
 * @param incompatible feature bits; zero in version 2, as are the other two masks
 * @param refcountOrder a reference count is {@code 1 << refcountOrder} bits wide; always 4 in version 2
 * @param backingFile as written by whoever made the image: a path, or something only qemu understands
 */
record Qcow2Header(
        int version,
        int clusterBits,
        long sizeBytes,
        int cryptMethod,
        int l1Entries,
        long l1Offset,
        long refcountTableOffset,
        int refcountTableClusters,
        int snapshotCount,
        long snapshotsOffset,
        long incompatible,
        long compatible,
        long autoclear,
        int refcountOrder,
        int compressionType,
        Optional<String> backingFile,
        List<Qcow2Extension> extensions) {

    static final int V2_BYTES = 72;
    static final int V3_SHORTEST_BYTES = 104;
    /** Version 3 with the compression type and its padding, as qemu has written it since 5.1. */
    static final int V3_BYTES = 112;

    private static final int BACKING_NAME_LONGEST = 1023;
    private static final int COMPRESSION_TYPE_AT = 104;

    Qcow2Header {
        extensions = List.copyOf(extensions);
    }

    int clusterBytes() {
        return 1 << clusterBits;
    }

    /** log2 of the entries of an L2 table: one cluster of entries of 8 bytes, or of 16 with subclusters. */
    int l2EntryBits() {
        return clusterBits - (has(Qcow2Format.INCOMPATIBLE_EXTENDED_L2) ? 4 : 3);
    }

    boolean has(long incompatibleBit) {
        return (incompatible & incompatibleBit) != 0;
    }

    Optional<Qcow2Extension> extension(int type) {
        return extensions.stream().filter(one -> one.type() == type).findFirst();
    }

    /** The part of the file that {@link #parse} wants: its first cluster. */
    static Block block(BlockSource file) throws IOException {
        Block start = Block.bigEndian(file, 0, V2_BYTES);
        int clusterBits = clusterBits(start);
        return Block.bigEndian(file, 0, (int) Math.min(1L << clusterBits, file.size()));
    }

    static Qcow2Header parse(Block in) throws DiskFormatException {
        int version = version(in);
        boolean v3 = version >= 3;
        if (in.length() < (v3 ? V3_SHORTEST_BYTES : V2_BYTES)) {
            throw in.damaged(
                    0,
                    "the header has %d bytes, the file only %d".formatted(V3_SHORTEST_BYTES, in.length()),
                    "The image is cut short; copy it again from where it came from.");
        }
        long backingOffset = in.size(8, "backing file offset");
        long backingBytes = in.u32(16, "backing file name bytes"); // undefined without a backing file
        int clusterBits = clusterBits(in);
        long sizeBytes = in.size(24, "virtual size");
        int cryptMethod = limited(in, 32, "encryption method", Integer.MAX_VALUE);
        int l1Entries = limited(in, 36, "L1 entries", Qcow2Format.L1_MOST_ENTRIES);
        long l1Offset = in.size(40, "L1 offset");
        long refcountTableOffset = in.size(48, "refcount table offset");
        int refcountTableClusters = limited(in, 56, "refcount table clusters", Integer.MAX_VALUE);
        int snapshotCount = limited(in, 60, "snapshots", Integer.MAX_VALUE);
        long snapshotsOffset = in.size(64, "snapshot table offset");

        long incompatible = v3 ? in.bits64(72, "incompatible features") : 0;
        long compatible = v3 ? in.bits64(80, "compatible features") : 0;
        long autoclear = v3 ? in.bits64(88, "autoclear features") : 0;
        int refcountOrder = v3 ? limited(in, 96, "refcount order", 6) : Qcow2Format.V2_REFCOUNT_ORDER;
        int headerBytes = v3 ? headerBytes(in) : V2_BYTES;
        int compression = headerBytes > COMPRESSION_TYPE_AT ? in.u8(COMPRESSION_TYPE_AT, "compression type") : 0;

        Optional<String> backing = backingName(in, backingOffset, backingBytes);
        int extensionsEnd = backing.isPresent() ? (int) backingOffset : in.length();
        return new Qcow2Header(
                version,
                clusterBits,
                sizeBytes,
                cryptMethod,
                l1Entries,
                l1Offset,
                refcountTableOffset,
                refcountTableClusters,
                snapshotCount,
                snapshotsOffset,
                incompatible,
                compatible,
                autoclear,
                refcountOrder,
                compression,
                backing,
                extensions(in, headerBytes, extensionsEnd));
    }

    /** Bytes that {@link #write} needs; they must fit into the first cluster. */
    int writtenBytes() {
        return backingOffset() + backingBytes().length;
    }

    /** Writes header, extensions and backing file name from the buffer's first byte on; it must hold zeros. */
    void write(ByteBuffer cluster) {
        ByteBuffer out = cluster.duplicate().order(ByteOrder.BIG_ENDIAN);
        out.putInt(0, Qcow2Format.MAGIC);
        out.putInt(4, version);
        out.putLong(8, backingFile.isPresent() ? backingOffset() : 0);
        out.putInt(16, backingBytes().length);
        out.putInt(20, clusterBits);
        out.putLong(24, sizeBytes);
        out.putInt(32, cryptMethod);
        out.putInt(36, l1Entries);
        out.putLong(40, l1Offset);
        out.putLong(48, refcountTableOffset);
        out.putInt(56, refcountTableClusters);
        out.putInt(60, snapshotCount);
        out.putLong(64, snapshotsOffset);
        if (version >= 3) {
            out.putLong(72, incompatible);
            out.putLong(80, compatible);
            out.putLong(88, autoclear);
            out.putInt(96, refcountOrder);
            out.putInt(100, V3_BYTES);
            out.put(COMPRESSION_TYPE_AT, (byte) compressionType);
        }
        int at = headerBytes();
        for (Qcow2Extension extension : extensions) {
            extension.write(at, out);
            at += extension.paddedBytes();
        }
        new Qcow2Extension(Qcow2Extension.END, new byte[0]).write(at, out);
        out.put(backingOffset(), backingBytes());
    }

    private int headerBytes() {
        return version >= 3 ? V3_BYTES : V2_BYTES;
    }

    private int backingOffset() {
        return headerBytes()
                + extensions.stream().mapToInt(Qcow2Extension::paddedBytes).sum()
                + Qcow2Extension.HEAD_BYTES;
    }

    private byte[] backingBytes() {
        return backingFile.orElse("").getBytes(StandardCharsets.UTF_8);
    }

    private static int version(Block in) throws DiskFormatException {
        long magic = in.u32(0, "magic");
        if (magic != Integer.toUnsignedLong(Qcow2Format.MAGIC)) {
            throw in.damaged(
                    0,
                    "no qcow2 signature, found 0x%08x instead of 0x%08x".formatted(magic, Qcow2Format.MAGIC),
                    "Leave the format to be found by content, or name the right one with --input-format.");
        }
        int version = (int) in.u32(4, "version");
        if (version != 2 && version != 3) {
            throw in.damaged(
                    4,
                    "qcow version is %s, versions 2 and 3 are read".formatted(Integer.toUnsignedString(version)),
                    "Convert it with the qemu-img that made it: qemu-img convert -O qcow2 IMAGE NEW.");
        }
        return version;
    }

    private static int clusterBits(Block in) throws DiskFormatException {
        long bits = in.u32(20, "cluster bits");
        if (bits < Qcow2Format.CLUSTER_BITS_LEAST || bits > Qcow2Format.CLUSTER_BITS_MOST) {
            throw in.damaged(
                    20,
                    "cluster bits are %d, qcow2 clusters have 9 (512 bytes) to 21 (2 MiB)".formatted(bits),
                    "The header is damaged; copy the image again from where it came from.");
        }
        return (int) bits;
    }

    private static int headerBytes(Block in) throws DiskFormatException {
        int bytes = limited(in, 100, "header bytes", in.length());
        if (bytes < V3_SHORTEST_BYTES || bytes % 8 != 0) {
            throw in.damaged(
                    100,
                    "header length is %d, not a multiple of 8 from 104 on".formatted(bytes),
                    "The header is damaged; copy the image again from where it came from.");
        }
        return bytes;
    }

    private static int limited(Block in, int at, String name, int most) throws DiskFormatException {
        long value = in.u32(at, name);
        if (value > most) {
            throw in.damaged(
                    at,
                    "%s is %d, at most %d can be".formatted(name, value, most),
                    "The header is damaged; copy the image again from where it came from.");
        }
        return (int) value;
    }

    private static Optional<String> backingName(Block in, long offset, long bytes) throws DiskFormatException {
        if (offset == 0 || bytes == 0) {
            return Optional.empty();
        }
        if (bytes > BACKING_NAME_LONGEST || offset > in.length() - bytes) {
            throw in.damaged(
                    8,
                    "backing file name of %d bytes at 0x%x, it must lie in the first cluster (0x%x) and have at most %d"
                            .formatted(bytes, offset, in.length(), BACKING_NAME_LONGEST),
                    "The header is damaged; copy the image again from where it came from.");
        }
        String name = new String(in.slice((int) offset, (int) bytes), StandardCharsets.UTF_8);
        in.ascii((int) offset, (int) bytes, "backing file");
        return Optional.of(name);
    }

    private static List<Qcow2Extension> extensions(Block in, int from, int end) throws DiskFormatException {
        List<Qcow2Extension> found = new ArrayList<>();
        int at = from;
        while (at + Qcow2Extension.HEAD_BYTES <= end) {
            int type = (int) in.u32(at, "extension type");
            if (type == Qcow2Extension.END) {
                break;
            }
            int bytes = limited(in, at + 4, "extension bytes", end - at - Qcow2Extension.HEAD_BYTES);
            found.add(new Qcow2Extension(type, in.slice(at + Qcow2Extension.HEAD_BYTES, bytes)));
            at += Qcow2Extension.HEAD_BYTES + Qcow2Extension.padded(bytes);
        }
        return found;
    }
}
