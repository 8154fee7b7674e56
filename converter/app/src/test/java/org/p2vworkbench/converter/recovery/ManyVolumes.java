package org.p2vworkbench.converter.recovery;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.partition.PartitionTable;
import org.p2vworkbench.disks.volume.Volume;
import org.p2vworkbench.disks.volume.lvm.LvmGroups;
import org.p2vworkbench.fixtures.OutsideTool;
import org.p2vworkbench.fixtures.disk.DiskBuilder;
import org.p2vworkbench.fixtures.disk.Gpt;
import org.p2vworkbench.fixtures.disk.SwapArea;
import org.p2vworkbench.fixtures.lvm.LvmPhysicalVolume;

/**
 * A GPT disk with one of everything: vfat, ext4, NTFS, bytes that nobody knows, a volume group of a root in two pieces and a
 * swap, and swap. The filesystems of Linux hold the file "noise".
 */
record ManyVolumes(Path folder) {

    static final int MIB = 1 << 20;
    static final byte[] NOISE = new byte[5 * MIB];

    static {
        new Random(8).nextBytes(NOISE);
    }

    private static final int SECTORS = MIB / 512;
    private static final UUID LINUX = UUID.fromString("0fc63daf-8483-4772-8e79-3d69d8477de4");
    private static final String PV_ID = "pvuuid-aaaa-bbbb-cccc-dddd-eeee-ffff00";
    private static final int EXTENT = 64 << 10;
    private static final int EXTENTS = 320;

    private Path made(String name, int mib, String... maker) throws IOException {
        OutsideTool tool = OutsideTool.named(maker[0]);
        assumeTrue(tool.isInstalled(), maker[0] + " is not installed: its filesystems are not saved");
        Path file = folder.resolve(name);
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength((long) mib * MIB);
        }
        List<Object> arguments = new ArrayList<>(List.of(maker).subList(1, maker.length));
        arguments.add(file);
        tool.run(arguments.toArray());
        return file;
    }

    private byte[] physicalVolume(byte[] root, byte[] swap) {
        String text = """
                vg0 {
                id = "vgvgvg-aaaa-bbbb-cccc-dddd-eeee-ffffff"
                seqno = 1
                format = "lvm2"
                status = ["RESIZEABLE", "READ"]
                flags = []
                extent_size = 128
                physical_volumes {
                pv0 { id = "%s" device = "/dev/sda5" flags = [] dev_size = %d pe_start = 2048 pe_count = %d }
                }
                logical_volumes {
                root { id = "lvroot-aaaa-bbbb-cccc-dddd-eeee-ffffff" status = ["READ", "VISIBLE"]
                segment_count = 2
                segment1 { start_extent = 0 extent_count = 200 type = "striped" stripe_count = 1 stripes = ["pv0", 20] }
                segment2 { start_extent = 200 extent_count = 56 type = "striped" stripe_count = 1 stripes = ["pv0", 250] } }
                swap { id = "lvswap-aaaa-bbbb-cccc-dddd-eeee-ffffff" status = ["READ", "VISIBLE"]
                segment_count = 1
                segment1 { start_extent = 0 extent_count = 10 type = "striped" stripe_count = 1 stripes = ["pv0", 0] } }
                }
                }
                contents = "Text Format Volume Group"
                version = 1
                """.formatted(PV_ID, (MIB + EXTENTS * EXTENT) / 512, EXTENTS);
        byte[] first = Arrays.copyOf(root, 200 * EXTENT);
        byte[] second = Arrays.copyOfRange(root, 200 * EXTENT, 256 * EXTENT);
        return new LvmPhysicalVolume(PV_ID, MIB + EXTENTS * EXTENT)
                .text(text)
                .data(20 * EXTENT, first)
                .data(250 * EXTENT, second)
                .data(0, swap)
                .bytes();
    }

    Path disk() throws IOException {
        Path tree = Files.createDirectories(folder.resolve("tree"));
        Files.write(tree.resolve("noise"), NOISE);
        Path ext4 = made("ext4.img", 24, "mke2fs", "-q", "-t", "ext4", "-d", tree.toString());
        Path root = made("root.img", 16, "mke2fs", "-q", "-t", "ext4", "-b", "1024", "-d", tree.toString());
        Path ntfs = made("ntfs.img", 16, "mkntfs", "-q", "-F", "-Q");
        Path fat = made("fat.img", 16, "mkfs.fat");
        byte[] unknown = new byte[2 * MIB];
        new Random(9).nextBytes(unknown);
        Gpt gpt = new Gpt(UUID.fromString("d15c0000-1111-2222-3333-444455556666"), 512);
        int[] sizes = {16, 24, 16, 2, 21, 8};
        long at = SECTORS;
        for (int i = 0; i < sizes.length; i++) {
            gpt.partition(LINUX, new UUID(7, i + 1), at, at + (long) sizes[i] * SECTORS - 1, i == 0 ? 1 : 0, "p" + i);
            at += (long) sizes[i] * SECTORS;
        }
        return new DiskBuilder(100L * MIB)
                .table(gpt)
                .content(MIB, fat)
                .content(17L * MIB, ext4)
                .content(41L * MIB, ntfs)
                .content(57L * MIB, unknown)
                .content(
                        59L * MIB,
                        physicalVolume(
                                Files.readAllBytes(root), SwapArea.header(10 * EXTENT, new UUID(5, 6), "vgswap")))
                .content(80L * MIB, SwapArea.header(8 * MIB, new UUID(3, 4), "swap1"))
                .writeTo(folder.resolve("disk.raw"));
    }

    /** The volume of that name in the group on such a disk. */
    static BlockSource volume(BlockSource disk, String name) throws IOException {
        BlockSource member = PartitionTable.of(disk).partitions().get(4).in(disk);
        return new LvmGroups()
                .find(List.of(member)).get(0).volumes().stream()
                        .filter(volume -> volume.name().equals(name))
                        .findFirst()
                        .flatMap(Volume::bytes)
                        .orElseThrow();
    }
}
