package org.p2vworkbench.converter.raid;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.p2vworkbench.converter.failure.RefusedException;
import org.p2vworkbench.converter.hardware.DriveAddress;
import org.p2vworkbench.converter.hardware.Firmware;
import org.p2vworkbench.converter.hardware.MachineHardware;
import org.p2vworkbench.converter.source.FoundSources;
import org.p2vworkbench.converter.source.MachineSource;
import org.p2vworkbench.converter.source.SourceDisk;
import org.p2vworkbench.disks.image.DiskImage;
import org.p2vworkbench.disks.image.FolderSiblings;
import org.p2vworkbench.disks.image.ImageFormats;
import org.p2vworkbench.disks.image.raw.HoleMap;
import org.p2vworkbench.disks.partition.Partition;
import org.p2vworkbench.disks.partition.PartitionTable;
import org.p2vworkbench.disks.raid.md.MdSuperblock;
import org.p2vworkbench.fixtures.disk.DiskBuilder;
import org.p2vworkbench.fixtures.disk.Gpt;
import org.p2vworkbench.fixtures.disk.Mbr;
import org.p2vworkbench.fixtures.disk.SwapArea;
import org.p2vworkbench.fixtures.raid.MdWriter;
import org.p2vworkbench.fixtures.raid.SetWriter;

class FlattenedArraysTest {

    private static final int MIB = 1 << 20;
    private static final int SECTOR = 512;
    private static final UUID EFI_SYSTEM = UUID.fromString("c12a7328-f81f-11d2-ba4b-00a0c93ec93b");
    private static final UUID LINUX_RAID = UUID.fromString("a19d880f-05fc-4d3b-a006-743f0f84911e");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"0.90", "1.0", "1.1", "1.2"})
    void mirrorsBecomePartitionsWithTheNumbersOfTheirMembers(String version) throws IOException {
        byte[] boot = filesystem(2 * MIB, 1);
        byte[] root = filesystem(3 * MIB, 2);
        List<byte[]> md0 = mirror(version, 0, boot);
        List<byte[]> md1 = mirror(version, 1, root);

        MachineSource flat = flattened(mbr(md0.get(0), md1.get(0)), mbr(md0.get(1), md1.get(1)));

        assertThat(flat.disks()).extracting(SourceDisk::name).containsExactly("sda-flat");
        assertThat(flat.hardware().disks()).hasSize(1);
        try (DiskImage disk = flat.disks().get(0).open()) {
            List<Partition> partitions = PartitionTable.of(disk).partitions();
            assertThat(partitions).extracting(Partition::number).containsExactly(1, 2);
            assertThat(content(disk, partitions.get(0))).isEqualTo(boot);
            assertThat(content(disk, partitions.get(1))).isEqualTo(root);
            for (Partition partition : partitions) {
                assertThat(MdSuperblock.on(partition.in(disk))).isEmpty();
            }
            assertThat(MdSuperblock.on(disk)).isEmpty();
        }
        assertThat(flat.notes()).hasSize(2).allSatisfy(note -> assertThat(note)
                .contains("raid1 array", version, "became partition"));
        assertThat(moved(flat)).containsEntry("disk/by-id/md-uuid-" + uuid(1), 2);
        if (!version.equals("0.90")) {
            assertThat(moved(flat)).containsEntry("md0", 1).containsEntry("md/1", 2);
        }
    }

    @Test
    void parityAndStripesBecomePartitionsLargerThanAMembers() throws IOException {
        byte[] boot = filesystem(MIB, 3);
        byte[] root = filesystem(6 * MIB, 4);
        byte[] data = filesystem(6 * MIB, 5);
        List<byte[]> md0 = members("1.0", 0, 1, 0, raid1(boot, 3));
        List<byte[]> md1 = members("1.2", 1, 5, 2, new SetWriter(root, 4096).raid5(3, 2));
        List<byte[]> md2 = members("1.2", 2, 0, 0, new SetWriter(data, 4096).raid0(3));
        Path[] disks = new Path[3];
        for (int i = 0; i < disks.length; i++) {
            disks[i] = mbr(md0.get(i), md1.get(i), md2.get(i));
        }

        MachineSource flat = flattened(disks);

        try (DiskImage disk = flat.disks().get(0).open()) {
            List<Partition> partitions = PartitionTable.of(disk).partitions();
            assertThat(partitions).extracting(Partition::number).containsExactly(1, 2, 3);
            assertThat(content(disk, partitions.get(0))).isEqualTo(boot);
            assertThat(content(disk, partitions.get(1))).isEqualTo(root);
            assertThat(content(disk, partitions.get(2))).startsWith(data);
        }
    }

    @Test
    void whatIsInNoArrayComesAlong() throws IOException {
        List<byte[]> md0 = mirror("1.2", 0, filesystem(2 * MIB, 6));
        byte[] swap = Arrays.copyOf(SwapArea.header(MIB, new UUID(1, 2), ""), MIB);
        byte[] other = filesystem(MIB, 7);

        MachineSource flat = flattened(mbr(md0.get(0), swap), mbr(md0.get(1), other));

        try (DiskImage disk = flat.disks().get(0).open()) {
            List<Partition> partitions = PartitionTable.of(disk).partitions();
            assertThat(partitions).extracting(Partition::type).containsExactly("0x83", "0x82", "0x83");
            assertThat(content(disk, partitions.get(1))).isEqualTo(swap);
            assertThat(content(disk, partitions.get(2))).isEqualTo(other);
        }
        assertThat(moved(flat))
                .containsEntry("sdb1", 1)
                .containsEntry("sdb2", 3)
                .doesNotContainKey("sda1");
    }

    @Test
    void firstEfiSystemPartitionIsKeptAndItsCopyIsNot() throws IOException {
        List<byte[]> md0 = mirror("1.2", 0, filesystem(2 * MIB, 8));
        byte[] efi = filesystem(MIB, 9);

        MachineSource flat = flattened(gpt(efi, md0.get(0)), gpt(efi, md0.get(1)));

        try (DiskImage disk = flat.disks().get(0).open()) {
            PartitionTable table = PartitionTable.of(disk);
            assertThat(table.kind()).isEqualTo(PartitionTable.Kind.GPT);
            assertThat(table.findings()).isEmpty();
            assertThat(table.partitions())
                    .filteredOn(partition -> partition.type().equals(EFI_SYSTEM.toString()))
                    .singleElement()
                    .satisfies(partition -> {
                        assertThat(partition.number()).isEqualTo(1);
                        assertThat(content(disk, partition)).isEqualTo(efi);
                    });
        }
        assertThat(flat.notes()).anySatisfy(note -> assertThat(note).contains("left out"));
        assertThat(moved(flat)).containsEntry("sdb1", 1).containsEntry("md0", 2);
    }

    @Test
    void arrayOfWholeDisksIsADiskIfItHasATableAndElseGetsOne() throws IOException {
        byte[] whole = Files.readAllBytes(mbr(filesystem(MIB, 10)));
        List<byte[]> md0 = mirror("1.0", 0, whole);
        byte[] data = filesystem(2 * MIB, 11);
        List<byte[]> md1 = mirror("1.2", 1, data);

        MachineSource flat = flattened(
                file(md0.get(0)), file(md0.get(1)), file(md1.get(0)), file(md1.get(1)), mbr(filesystem(MIB, 12)));

        assertThat(flat.disks()).extracting(SourceDisk::name).containsExactly("sda-flat", "sdc-flat", "sde");
        try (DiskImage disk = flat.disks().get(0).open()) {
            assertThat(read(disk, 0, (int) disk.size())).isEqualTo(whole);
        }
        try (DiskImage disk = flat.disks().get(1).open()) {
            assertThat(content(disk, PartitionTable.of(disk).partitions().get(0)))
                    .isEqualTo(data);
        }
        assertThat(moved(flat)).containsEntry("md0p1", 1);
        assertThat(flat.disks().get(1).seen().moved()).containsEntry("md1", 1);
        // Its place in the alphabet is another's now.
        assertThat(flat.disks().get(2).seen().names()).contains("sde");
    }

    @Test
    void degradedArrayIsRefusedUnlessAllowedAndThenWhole() throws IOException {
        byte[] root = filesystem(2 * MIB, 13);
        Path only = mbr(mirror("1.2", 0, root).get(1));

        assertThat(refusal(false, only)).satisfies(refused -> {
            assertThat(refused.getMessage()).contains("raid1 array", uuid(0), "degraded");
            assertThat(refused.next()).contains("--allow-degraded");
        });
        MachineSource flat = run(true, only).machines().get(0);
        try (DiskImage disk = flat.disks().get(0).open()) {
            assertThat(content(disk, PartitionTable.of(disk).partitions().get(0)))
                    .isEqualTo(root);
        }
    }

    @Test
    void arrayThatLacksTooManyIsRefused() throws IOException {
        List<byte[]> md0 = members("1.2", 0, 0, 0, new SetWriter(filesystem(2 * MIB, 14), 4096).raid0(2));

        assertThat(refusal(true, mbr(md0.get(0))).getMessage()).contains("raid0 array", "cannot be read");
    }

    @Test
    void disksWithoutAnArrayAreRefused() throws IOException {
        RefusedException refused = refusal(true, mbr(filesystem(MIB, 15)));

        assertThat(refused.getMessage()).contains("no md array on its disks (sda)");
        assertThat(refused.next()).contains("leave out --flatten-raid");
    }

    @Test
    void arrayWithPartitionsInsideAPartitionIsRefused() throws IOException {
        List<byte[]> md0 = mirror("1.2", 0, Files.readAllBytes(mbr(filesystem(MIB, 16))));

        assertThat(refusal(false, mbr(md0.get(0)), mbr(md0.get(1))).getMessage())
                .contains("has partitions of its own");
    }

    @Test
    void nothingButSwapOnTheFirstDiskIsRefused() throws IOException {
        List<byte[]> md0 = mirror("1.2", 0, Arrays.copyOf(SwapArea.header(MIB, new UUID(1, 2), ""), MIB));

        assertThat(refusal(false, mbr(md0.get(0)), mbr(md0.get(1))).getMessage())
                .contains("nothing on its arrays that a system could start from");
    }

    @Test
    void halvesOfDifferentMirrorsStayApart() throws IOException {
        byte[] one = filesystem(MIB, 17);
        byte[] other = filesystem(2 * MIB, 18);

        MachineSource flat = run(
                        true,
                        mbr(mirror("1.2", 0, one).get(0)),
                        mbr(mirror("1.2", 1, other).get(1)))
                .machines()
                .get(0);

        assertThat(flat.disks()).extracting(SourceDisk::name).containsExactly("sda-flat", "sdb-flat");
    }

    @Test
    void looseImagesOfOneArrayAreOneMachine() throws IOException {
        List<byte[]> md0 = mirror("1.2", 0, filesystem(MIB, 19));
        MachineSource one = machine("one", mbr(md0.get(0)));
        MachineSource two = machine("two", mbr(md0.get(1)));

        FoundSources found = new DiskSets(false, false, true)
                .of(new FoundSources(List.of(one, two), List.of(), List.of(), List.of()));

        assertThat(found.failures()).isEmpty();
        assertThat(found.machines()).singleElement().satisfies(machine -> {
            assertThat(machine.name()).isEqualTo("one");
            assertThat(machine.disks()).hasSize(1);
        });
    }

    @Test
    void withoutTheWishMembersStay() throws IOException {
        List<byte[]> md0 = mirror("1.2", 0, filesystem(MIB, 20));
        MachineSource machine = machine("old", mbr(md0.get(0)), mbr(md0.get(1)));

        FoundSources found = new DiskSets(false, false, false)
                .of(new FoundSources(List.of(machine), List.of(), List.of(), List.of()));

        assertThat(found.machines().get(0).disks()).hasSize(2);
    }

    private MachineSource flattened(Path... disks) throws IOException {
        FoundSources found = run(false, disks);
        assertThat(found.failures()).isEmpty();
        return found.machines().get(0);
    }

    private RefusedException refusal(boolean degradedAllowed, Path... disks) throws IOException {
        FoundSources found = run(degradedAllowed, disks);
        assertThat(found.machines()).isEmpty();
        return (RefusedException) found.failures().get(0).cause();
    }

    private static FoundSources run(boolean degradedAllowed, Path... disks) throws IOException {
        return new DiskSets(degradedAllowed, false, true)
                .of(new FoundSources(List.of(machine("old", disks)), List.of(), List.of(), List.of()));
    }

    private static MachineSource machine(String name, Path... files) {
        List<SourceDisk> disks = new ArrayList<>();
        List<String> images = new ArrayList<>();
        for (Path file : files) {
            disks.add(new SourceDisk("sd" + (char) ('a' + disks.size()), DriveAddress.UNKNOWN, () -> ImageFormats.all()
                    .open(FolderSiblings.named(file, false, HoleMap.UNKNOWN), Optional.of("raw"))));
            images.add(file.toString());
        }
        return new MachineSource(
                name,
                files[0].toString(),
                MachineHardware.aroundBareDisks(name, Firmware.BIOS, images),
                disks,
                List.of(),
                MachineSource.IntegrityCheck.NOTHING_TO_COMPARE,
                Set.of());
    }

    private static Map<String, Integer> moved(MachineSource flat) {
        return flat.disks().get(0).seen().moved();
    }

    private Path mbr(byte[]... partitions) throws IOException {
        Mbr table = new Mbr(0x1234_5678L);
        DiskBuilder disk = new DiskBuilder(sizeOf(partitions));
        long at = MIB;
        for (byte[] partition : partitions) {
            table.primary(0xfd, at == MIB, at / SECTOR, partition.length / SECTOR);
            disk.content(at, partition);
            at += aligned(partition.length);
        }
        return disk.table(table).writeTo(Files.createTempFile(folder, "disk", ".img"));
    }

    /** The first is what UEFI starts from. */
    private Path gpt(byte[]... partitions) throws IOException {
        Gpt table = new Gpt(new UUID(3, 4), SECTOR);
        DiskBuilder disk = new DiskBuilder(sizeOf(partitions));
        long at = MIB;
        for (byte[] partition : partitions) {
            table.partition(
                    at == MIB ? EFI_SYSTEM : LINUX_RAID,
                    new UUID(5, at),
                    at / SECTOR,
                    (at + partition.length) / SECTOR - 1,
                    0,
                    "");
            disk.content(at, partition);
            at += aligned(partition.length);
        }
        return disk.table(table).writeTo(Files.createTempFile(folder, "disk", ".img"));
    }

    private Path file(byte[] bytes) throws IOException {
        return Files.write(Files.createTempFile(folder, "disk", ".img"), bytes);
    }

    private static long sizeOf(byte[]... partitions) {
        return 2L * MIB
                + Arrays.stream(partitions)
                        .mapToLong(each -> aligned(each.length))
                        .sum();
    }

    private static long aligned(long bytes) {
        return (bytes + MIB - 1) / MIB * MIB;
    }

    private static List<byte[]> mirror(String version, int number, byte[] content) {
        return members(version, number, 1, 0, raid1(content, 2));
    }

    private static List<byte[]> raid1(byte[] content, int members) {
        return new SetWriter(content, 4096).raid1(members);
    }

    private static List<byte[]> members(String version, int number, int level, int layout, List<byte[]> data) {
        MdWriter writer = new MdWriter();
        writer.version = version;
        writer.level = level;
        writer.layout = layout;
        writer.chunkSectors = level == 1 ? 0 : 8;
        writer.uuidLow += number;
        writer.name = "old:" + number;
        return writer.members(data);
    }

    /** As {@link MdWriter} writes it. */
    private static String uuid(int number) {
        return "01234567:89abcdef:fedcba98:7654321" + number;
    }

    /** The magic of ext4 in noise (Linux fs/ext4, s_magic at 0x438). */
    private static byte[] filesystem(int length, long seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        Arrays.fill(bytes, 0, 4096, (byte) 0);
        ByteBuffer.wrap(bytes).putShort(0x438, (short) 0x53ef);
        return bytes;
    }

    private static byte[] content(DiskImage disk, Partition partition) throws IOException {
        return read(disk, partition.startBytes(), Math.toIntExact(partition.lengthBytes()));
    }

    private static byte[] read(DiskImage disk, long offset, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        disk.read(offset, bytes);
        return bytes.array();
    }
}
