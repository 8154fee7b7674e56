package org.p2vworkbench.converter.convert;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.p2vworkbench.converter.ova.OvaFixture;
import org.p2vworkbench.fixtures.vdi.VdiWriter;
import org.p2vworkbench.fixtures.vhd.VhdWriter;
import org.p2vworkbench.fixtures.vhdx.VhdxLogWriter;
import org.p2vworkbench.fixtures.vhdx.VhdxWriter;
import org.p2vworkbench.fixtures.vmdk.CowdWriter;
import org.p2vworkbench.fixtures.vmdk.DiskContent;
import org.p2vworkbench.fixtures.vmdk.HostedSparseWriter;
import org.p2vworkbench.fixtures.vmdk.SeSparseWriter;
import org.p2vworkbench.fixtures.vmdk.VmdkDescriptor;
import org.p2vworkbench.fixtures.vmdk.VmdkStreamWriter;

/** Variants that QEMU does not write, and some it does not read, become machines whose disks hold what was written. */
@Tag("slow")
final class WrittenVariantsTest {

    private static final int SECTOR = 512;
    private static final int SECTORS = 3 * 2048 + 5;
    private static final UUID PARENT = UUID.fromString("12345678-9abc-def0-1122-334455667788");
    private static final byte[] BASE = noise(1);
    private static final byte[] OWN = noise(2);
    private static final BitSet OWN_SECTORS = new BitSet();
    private static final byte[] CHILD = BASE.clone();

    static {
        OWN_SECTORS.set(2048 * 2, 2048 * 3);
        for (int sector = 11; sector < 2048; sector += 7) {
            OWN_SECTORS.set(sector, sector + 1 + sector % 3);
        }
        OWN_SECTORS.stream().forEach(sector -> System.arraycopy(OWN, sector * SECTOR, CHILD, sector * SECTOR, SECTOR));
    }

    @TempDir
    private Path folder;

    @Test
    void vmdkOfEsxWithCopyOnWriteExtent() throws Exception {
        DiskContent content = DiskContent.random(3, 2000 * SECTOR, 512).withoutZeroed();
        file("disk-delta.vmdk", CowdWriter.bytes(content));
        Path disk = descriptor("disk.vmdk", VmdkDescriptor.of("vmfsSparse", "RW 2000 VMFSSPARSE \"disk-delta.vmdk\""));

        Converted.from(disk, store()).holds(content.alone());
    }

    @Test
    void vmdkOfEsxWithSpaceEfficientExtent() throws Exception {
        DiskContent content = DiskContent.random(4, 2000 * SECTOR, SeSparseWriter.GRAIN);
        file("disk-sesparse.vmdk", SeSparseWriter.bytes(content));
        Path disk = descriptor("disk.vmdk", VmdkDescriptor.of("seSparse", "RW 2000 SESPARSE \"disk-sesparse.vmdk\""));

        Converted.from(disk, store()).holds(content.alone());
    }

    @Test
    void vmdkSnapshotOverAnEsxFlatDisk() throws Exception {
        DiskContent delta = DiskContent.random(5, 2000 * SECTOR, 512).withoutZeroed();
        byte[] base = Arrays.copyOf(BASE, 2000 * SECTOR);
        file("disk-flat.vmdk", base);
        descriptor("disk.vmdk", VmdkDescriptor.of("vmfs", "RW 2000 VMFS \"disk-flat.vmdk\""));
        file("disk-000001-delta.vmdk", CowdWriter.bytes(delta));
        Path snapshot = descriptor(
                "disk-000001.vmdk",
                VmdkDescriptor.of("vmfsSparse", "RW 2000 VMFSSPARSE \"disk-000001-delta.vmdk\"")
                        .withContentId(0x5eed)
                        .withParent("disk.vmdk", 0x1234_abcd));

        Converted.from(snapshot, store()).holds(delta.over(base));
    }

    @Test
    void vmdkSnapshotLargerThanItsBase() throws Exception {
        DiskContent base = DiskContent.random(1, 2000 * SECTOR, 4096);
        DiskContent delta = DiskContent.random(2, 2586 * SECTOR, 4096);
        String line = "RW %d SPARSE \"%s\"";
        file(
                "base.vmdk",
                HostedSparseWriter.bytes(
                        base,
                        VmdkDescriptor.of("monolithicSparse", line.formatted(2000, "base.vmdk"))
                                .bytes()));
        Path snapshot = file(
                "disk.vmdk",
                HostedSparseWriter.bytes(
                        delta,
                        VmdkDescriptor.of("monolithicSparse", line.formatted(2586, "disk.vmdk"))
                                .withContentId(0x5eed)
                                .withParent("base.vmdk", 0x1234_abcd)
                                .bytes()));

        Converted.from(snapshot, store()).holds(delta.over(base.alone()));
    }

    @Test
    void vmdkStreamWithMarkers() throws Exception {
        Path disk = file("disk.vmdk", stream("disk.vmdk"));

        Converted converted = Converted.from(disk, store());

        converted.holds(CHILD);
        converted.isWhatQemuReads(disk, "vmdk");
    }

    @Test
    void vhdDifferencing() throws Exception {
        file("base.vhd", new VhdWriter(BASE).id(PARENT).sparse());
        Path child = file(
                "child.vhd",
                new VhdWriter(OWN)
                        .ownSectors(OWN_SECTORS)
                        .parent(PARENT, "base.vhd")
                        .sparse());

        Converted.from(child, store()).holds(CHILD);
    }

    @Test
    void vhdxDifferencing() throws Exception {
        file("base.vhdx", new VhdxWriter(BASE).dataWriteId(PARENT).bytes());
        Path child = file(
                "child.vhdx",
                new VhdxWriter(OWN)
                        .ownSectors(OWN_SECTORS)
                        .parent("parent_linkage", "{" + PARENT + "}")
                        .parent("relative_path", ".\\base.vhdx")
                        .bytes());

        Converted.from(child, store()).holds(CHILD);
    }

    @Test
    void vhdxWithChangesInItsLog() throws Exception {
        byte[] sector = Arrays.copyOf(OWN, 4096);
        int firstBlockAt = 4 << 20;
        byte[] dirty = new VhdxLogWriter(
                        new VhdxWriter(BASE).bytes(), UUID.fromString("aaaabbbb-cccc-dddd-eeee-ffff00001111"))
                .startAt(0x80000, 50)
                .entry(VhdxLogWriter.Change.data(firstBlockAt + 8192, sector))
                .entry(VhdxLogWriter.Change.zero(firstBlockAt + 65536, 3 * 4096))
                .bytes();
        byte[] replayed = BASE.clone();
        System.arraycopy(sector, 0, replayed, 8192, 4096);
        Arrays.fill(replayed, 65536, 65536 + 3 * 4096, (byte) 0);

        Converted.from(file("dirty.vhdx", dirty), store()).holds(replayed);
    }

    @Test
    void vdiDifferencing() throws Exception {
        UUID state = UUID.fromString("fedcba98-7654-3210-aabb-ccddeeff0011");
        int block = 1 << 20;
        file(
                "c.vdi",
                new VdiWriter(BASE).blockBytes(block).identity(PARENT, state).bytes());
        Path child = file(
                "{child}.vdi",
                new VdiWriter(OWN)
                        .blockBytes(block)
                        .zero(1)
                        .free(2, 3)
                        .parent(PARENT, state)
                        .bytes());
        byte[] content = BASE.clone();
        System.arraycopy(OWN, 0, content, 0, block);
        Arrays.fill(content, block, 2 * block, (byte) 0);

        Converted.from(child, store()).holds(content);
    }

    @Test
    void ovaWithManifest() throws Exception {
        Path ova = OvaFixture.withDisk("box-disk1.vmdk", "")
                .add("box-disk1.vmdk", stream("box-disk1.vmdk"))
                .addManifest("SHA-256")
                .tar(folder.resolve("box.ova"));

        Converted.from(ova, store()).holds(CHILD);
    }

    @Test
    void ovaWithCompressedMemberAndManifest() throws Exception {
        byte[] disk = OvaFixture.disk();
        Path ova = OvaFixture.withDisk("d.raw.gz", "ovf:compression=\"gzip\"")
                .add("d.raw.gz", OvaFixture.gzip(disk))
                .addManifest("SHA-1")
                .tar(folder.resolve("box.ova"));

        Converted.from(ova, store()).holds(disk);
    }

    @Test
    void vmxWithItsDisk() throws Exception {
        file("disk.vmdk", stream("disk.vmdk"));
        Path vmx = Files.writeString(folder.resolve("box.vmx"), """
                config.version = "8"
                displayName = "Box"
                scsi0.virtualDev = "lsilogic"
                scsi0:0.present = "TRUE"
                scsi0:0.fileName = "disk.vmdk"
                """);

        Converted.from(vmx, store()).holds(CHILD);
    }

    private static byte[] stream(String name) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        VmdkStreamWriter.write(new ByteArrayInputStream(CHILD), CHILD.length, name, out);
        return out.toByteArray();
    }

    private static byte[] noise(int seed) {
        byte[] bytes = new byte[SECTORS * SECTOR];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private Path file(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content);
    }

    private Path descriptor(String name, VmdkDescriptor descriptor) throws IOException {
        return file(name, descriptor.bytes());
    }

    private Path store() {
        return folder.resolve("store");
    }
}
