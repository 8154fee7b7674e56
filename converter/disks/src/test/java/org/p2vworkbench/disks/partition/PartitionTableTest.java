package org.p2vworkbench.disks.partition;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.p2vworkbench.disks.MemorySource;
import org.p2vworkbench.fixtures.disk.DiskBuilder;
import org.p2vworkbench.fixtures.disk.Gpt;
import org.p2vworkbench.fixtures.disk.Mbr;
import org.p2vworkbench.fixtures.disk.SwapArea;
import org.p2vworkbench.fixtures.disk.Table;

final class PartitionTableTest {

    private static final UUID DISK = UUID.fromString("01234567-89ab-cdef-0123-456789abcdef");
    private static final UUID DATA = UUID.fromString("ebd0a0a2-b9e5-4433-87c0-68b6b72699c7");
    private static final UUID PART = UUID.fromString("f0e1d2c3-b4a5-9687-7869-5a4b3c2d1e0f");

    @TempDir
    Path folder;

    @Test
    void mbrFieldsAreReadFromTheirPlaces() throws IOException {
        Table mbr = new Mbr(0xcafe1234L).primary(0x07, false, 63, 1000).primary(0x83, true, 2048, 512);

        PartitionTable table = PartitionTable.of(disk(mbr, 2 << 20));

        assertThat(table.kind()).isEqualTo(PartitionTable.Kind.MBR);
        assertThat(table.id()).isEqualTo("cafe1234");
        assertThat(table.sectorBytes()).isEqualTo(512);
        assertThat(table.findings()).isEmpty();
        assertThat(table.partitions())
                .containsExactly(
                        mbrPartition(1, 63 * 512, 512_000, "0x07", "HPFS/NTFS/exFAT", false),
                        mbrPartition(2, 2048 * 512, 262_144, "0x83", "Linux", true));
    }

    @Test
    void logicalPartitionsAreCountedFromTheirOwnLink() throws IOException {
        Table mbr = new Mbr(1)
                .primary(0x83, false, 63, 100)
                .logical(0x82, 264, 36)
                .logical(0x83, 401, 99)
                .logical(0x07, 701, 55);

        PartitionTable table = PartitionTable.of(disk(mbr, 1 << 20));

        assertThat(table.partitions()).extracting(Partition::number).containsExactly(1, 2, 5, 6, 7);
        assertThat(table.partitions())
                .extracting(partition -> partition.startBytes() / 512)
                .containsExactly(63L, 263L, 264L, 401L, 701L);
        assertThat(table.partitions())
                .extracting(partition -> partition.lengthBytes() / 512)
                .containsExactly(100L, 493L, 36L, 99L, 55L);
        assertThat(table.partitions())
                .extracting(Partition::container)
                .containsExactly(false, true, false, false, false);
    }

    @ParameterizedTest
    @ValueSource(ints = {512, 4096})
    void gptFieldsAreReadFromTheirPlaces(int sectorBytes) throws IOException {
        PartitionTable table = PartitionTable.of(disk(gpt(sectorBytes), 4 << 20));

        assertThat(table.kind()).isEqualTo(PartitionTable.Kind.GPT);
        assertThat(table.sectorBytes()).isEqualTo(sectorBytes);
        assertThat(table.id()).isEqualTo(DISK.toString());
        assertThat(table.findings()).isEmpty();
        assertThat(table.partitions())
                .containsExactly(new Partition(
                        1,
                        100L * sectorBytes,
                        201L * sectorBytes,
                        DATA.toString(),
                        "Microsoft basic data",
                        "Daten für später",
                        true,
                        false,
                        Optional.of(PART)));
    }

    @ParameterizedTest
    @ValueSource(ints = {512, 4096})
    void damagedPrimaryGptIsReadFromItsBackup(int sectorBytes) throws IOException {
        byte[] whole = bytes(gpt(sectorBytes), 4 << 20);
        for (int at : new int[] {sectorBytes, sectorBytes + 24, sectorBytes + 80, 2 * sectorBytes + 33}) {
            byte[] damaged = whole.clone();
            damaged[at] ^= 0x10;

            PartitionTable table = PartitionTable.of(new MemorySource("disk", damaged));

            assertThat(table.sectorBytes()).isEqualTo(sectorBytes);
            assertThat(table.partitions()).hasSize(1);
            assertThat(table.findings()).singleElement().asString().contains("its backup at the disk's end was read");
        }
    }

    @Test
    void hybridMbrIsToldAndTheGptUsed() throws IOException {
        byte[] disk = bytes(gpt(512), 4 << 20);
        ByteBuffer.wrap(disk)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(446 + 16 + 4, (byte) 7)
                .putInt(446 + 16 + 8, 100)
                .putInt(446 + 16 + 12, 201);

        PartitionTable table = PartitionTable.of(new MemorySource("disk", disk));

        assertThat(table.kind()).isEqualTo(PartitionTable.Kind.GPT);
        assertThat(table.findings()).singleElement().asString().contains("hybrid");
    }

    @Test
    void gptWithoutItsProtectiveMbrIsStillFound() throws IOException {
        byte[] disk = bytes(gpt(512), 4 << 20);
        disk[510] = 0;

        PartitionTable table = PartitionTable.of(new MemorySource("disk", disk));

        assertThat(table.kind()).isEqualTo(PartitionTable.Kind.GPT);
        assertThat(table.findings()).singleElement().asString().contains("protective MBR is missing");
    }

    @Test
    void gptLeftOverUnderAnMbrDoesNotCount() throws IOException {
        byte[] disk = bytes(gpt(512), 4 << 20);
        disk[446 + 4] = (byte) 0x83;

        assertThat(PartitionTable.of(new MemorySource("disk", disk)).kind()).isEqualTo(PartitionTable.Kind.MBR);
    }

    @Test
    void mbrOfLargeSectorsIsToldByWhereItsFilesystemIs() throws IOException {
        Path raw = new DiskBuilder(4 << 20)
                .table(new Mbr(1, 4096).primary(0x82, false, 64, 512))
                .content(64 * 4096, SwapArea.header(512 * 4096, DISK, "swap"))
                .writeTo(folder.resolve("large.raw"));

        PartitionTable table = PartitionTable.of(new MemorySource("disk", Files.readAllBytes(raw)));

        assertThat(table.sectorBytes()).isEqualTo(4096);
        assertThat(table.partitions())
                .singleElement()
                .extracting(Partition::startBytes)
                .isEqualTo(64L * 4096);
    }

    @Test
    void partitionBeyondTheEndIsToldAndCutShort() throws IOException {
        MemorySource disk = disk(new Mbr(1).primary(0x83, false, 1000, 2000), 1 << 20);

        PartitionTable table = PartitionTable.of(disk);

        assertThat(table.findings()).singleElement().asString().contains("Partition 1 ends at 0x177000");
        assertThat(table.partitions().get(0).in(disk).size()).isEqualTo((1 << 20) - 512_000);
    }

    @Test
    void emptyDiskAndTinyDiskHaveNoTable() throws IOException {
        for (int size : new int[] {0, 1, 511, 512, 1023, 5000}) {
            PartitionTable table = PartitionTable.of(new MemorySource("disk", new byte[size]));
            assertThat(table.kind()).isEqualTo(PartitionTable.Kind.NONE);
            assertThat(table.partitions()).isEmpty();
        }
    }

    private static Table gpt(int sectorBytes) {
        return new Gpt(DISK, sectorBytes).partition(DATA, PART, 100, 300, 1L << 2, "Daten für später");
    }

    private static Partition mbrPartition(
            int number, long start, long length, String type, String typeName, boolean bootable) {
        return new Partition(number, start, length, type, typeName, "", bootable, false, Optional.empty());
    }

    private MemorySource disk(Table table, int size) throws IOException {
        return new MemorySource("disk", bytes(table, size));
    }

    private byte[] bytes(Table table, int size) throws IOException {
        return Files.readAllBytes(new DiskBuilder(size).table(table).writeTo(folder.resolve("disk.raw")));
    }
}
