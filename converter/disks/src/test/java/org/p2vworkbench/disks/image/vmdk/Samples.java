package org.p2vworkbench.disks.image.vmdk;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.TreeMap;
import java.util.TreeSet;
import org.p2vworkbench.fixtures.vmdk.CowdWriter;
import org.p2vworkbench.fixtures.vmdk.DiskContent;
import org.p2vworkbench.fixtures.vmdk.HostedSparseWriter;
import org.p2vworkbench.fixtures.vmdk.SeSparseWriter;
import org.p2vworkbench.fixtures.vmdk.VmdkDescriptor;
import org.p2vworkbench.fixtures.vmdk.VmdkStreamWriter;

/** Small disks of every variant that the tests share: each a folder in which "disk.vmdk" is the one to open. */
final class Samples {

    static final int SIZE = 2_000 * 512;
    static final DiskContent BASE = DiskContent.random(1, SIZE, 4096);
    static final DiskContent DELTA = DiskContent.random(2, SIZE + 300_032, 4096);
    static final DiskContent ESX_BASE = DiskContent.random(3, SIZE, 512).withoutZeroed();
    static final DiskContent SESPARSE = DiskContent.random(4, SIZE, 4096);

    private Samples() {}

    static MemoryFolder monolithicSparse() {
        byte[] descriptor = VmdkDescriptor.of("monolithicSparse", sparseLine(BASE, "disk.vmdk"))
                .bytes();
        return new MemoryFolder().with("disk.vmdk", HostedSparseWriter.bytes(BASE, descriptor));
    }

    static MemoryFolder streamOptimized() {
        return new MemoryFolder().with("disk.vmdk", stream(BASE.alone(), "disk.vmdk"));
    }

    static byte[] stream(byte[] disk, String name) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            VmdkStreamWriter.write(new ByteArrayInputStream(disk), disk.length, name, out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    /** Sparse, zero, flat at an offset, ESX flat. */
    static MemoryFolder splitOfAllKinds() {
        byte[] flat = BASE.alone();
        return new MemoryFolder()
                .with("disk-s001.vmdk", HostedSparseWriter.bytes(BASE, new byte[0]))
                .with("disk-f002.vmdk", flat)
                .with("disk-flat.vmdk", flat)
                .with(
                        "disk.vmdk",
                        VmdkDescriptor.of(
                                        "custom",
                                        sparseLine(BASE, "disk-s001.vmdk"),
                                        "NOACCESS 100 ZERO",
                                        "RW 500 FLAT \"disk-f002.vmdk\" 700",
                                        "RW 600 VMFS \"disk-flat.vmdk\"")
                                .bytes());
    }

    static byte[] splitOfAllKindsContent() {
        byte[] flat = BASE.alone();
        byte[] disk = Arrays.copyOf(flat, SIZE + 1200 * 512);
        System.arraycopy(flat, 700 * 512, disk, SIZE + 100 * 512, 500 * 512);
        System.arraycopy(flat, 0, disk, SIZE + 600 * 512, 600 * 512);
        return disk;
    }

    static MemoryFolder vmfsSparse() {
        return new MemoryFolder()
                .with("disk-delta.vmdk", CowdWriter.bytes(ESX_BASE))
                .with(
                        "disk.vmdk",
                        VmdkDescriptor.of("vmfsSparse", "RW 2000 VMFSSPARSE \"disk-delta.vmdk\"")
                                .bytes());
    }

    static MemoryFolder seSparse() {
        return new MemoryFolder()
                .with("disk-sesparse.vmdk", SeSparseWriter.bytes(SESPARSE))
                .with(
                        "disk.vmdk",
                        VmdkDescriptor.of("seSparse", "RW 2000 SESPARSE \"disk-sesparse.vmdk\"")
                                .bytes());
    }

    /** A snapshot that is larger than the base it lies over. */
    static MemoryFolder snapshot() {
        byte[] descriptor = VmdkDescriptor.of("monolithicSparse", sparseLine(DELTA, "disk.vmdk"))
                .withContentId(0x5eed)
                .withParent("base.vmdk", 0x1234_abcd)
                .bytes();
        return new MemoryFolder()
                .with("base.vmdk", monolithicSparse().file("disk.vmdk"))
                .with("disk.vmdk", HostedSparseWriter.bytes(DELTA, descriptor));
    }

    static final DiskContent FRONT = DiskContent.random(6, 801 * 512, 4096);
    static final DiskContent BACK = DiskContent.random(7, 1_100 * 512, 4096);

    /** A snapshot in two extents, a little smaller than the base, and a snapshot of that in which nothing was written. */
    static MemoryFolder chainOfSplitSnapshots() {
        DiskContent nothing = new DiskContent(1_901 * 512, 65536, new TreeMap<>(), new TreeSet<>());
        return new MemoryFolder()
                .with("base.vmdk", monolithicSparse().file("disk.vmdk"))
                .with("middle-s001.vmdk", HostedSparseWriter.bytes(FRONT, new byte[0]))
                .with("middle-s002.vmdk", HostedSparseWriter.bytes(BACK, new byte[0]))
                .with(
                        "middle.vmdk",
                        VmdkDescriptor.of(
                                        "twoGbMaxExtentSparse",
                                        sparseLine(FRONT, "middle-s001.vmdk"),
                                        sparseLine(BACK, "middle-s002.vmdk"))
                                .withContentId(0x0dd)
                                .withParent("/vmfs/volumes/old/base.vmdk", 0x1234_abcd)
                                .bytes())
                .with(
                        "disk.vmdk",
                        HostedSparseWriter.bytes(
                                nothing,
                                VmdkDescriptor.of("monolithicSparse", sparseLine(nothing, "disk.vmdk"))
                                        .withParent("middle.vmdk", 0x0dd)
                                        .bytes()));
    }

    static byte[] chainOfSplitSnapshotsContent() {
        byte[] base = BASE.alone();
        byte[] disk = Arrays.copyOf(FRONT.over(base), 1_901 * 512);
        byte[] back = BACK.over(Arrays.copyOfRange(base, 801 * 512, base.length));
        System.arraycopy(back, 0, disk, 801 * 512, back.length);
        return disk;
    }

    private static String sparseLine(DiskContent content, String name) {
        return "RW %d SPARSE \"%s\"".formatted(content.sizeBytes() / 512, name);
    }
}
