package org.p2vworkbench.disks.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.UUID;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.p2vworkbench.disks.DiskFormatException;
import org.p2vworkbench.disks.MemorySource;
import org.p2vworkbench.fixtures.disk.DiskBuilder;
import org.p2vworkbench.fixtures.disk.Gpt;
import org.p2vworkbench.fixtures.disk.Mbr;
import org.p2vworkbench.fixtures.disk.Table;

final class HostilePartitionTableTest {

    private static final int SIZE = 1 << 20;
    private static final int EBR_1 = 199 * 512;
    private static final int EBR_2 = 299 * 512;

    @TempDir
    Path folder;

    @Test
    void chainThatComesBackIsRefused() throws IOException {
        ByteBuffer disk = withLogicals();
        disk.putInt(EBR_2 + 446 + 16 + 8, 0).putInt(EBR_2 + 446 + 16 + 12, 50).put(EBR_2 + 446 + 16 + 4, (byte) 5);

        DiskFormatException refusal = refusal(disk.array());

        assertThat(refusal).hasMessageContaining("disk @ 0x%x".formatted(EBR_1)).hasMessageContaining("it is a loop");
        assertThat(refusal.next()).contains("sfdisk --dump");
    }

    @Test
    void chainLongerThanAnyRealOneIsRefused() {
        ByteBuffer disk = ByteBuffer.allocate(SIZE).order(ByteOrder.LITTLE_ENDIAN);
        entry(disk, 0, 0x05, 1, 2000);
        for (int link = 1; link < 1000; link++) {
            entry(disk, link * 512, 0x05, link, 1);
        }

        assertThat(refusal(disk.array())).hasMessageContaining("after 257 links");
    }

    @Test
    void unsignedLinkIsRefused() throws IOException {
        ByteBuffer disk = withLogicals().putShort(EBR_2 + 510, (short) 0x1234);

        assertThat(refusal(disk.array()))
                .hasMessageContaining("disk @ 0x%x".formatted(EBR_2 + 510))
                .hasMessageContaining("0x1234, expected 0xaa55");
    }

    @Test
    void linkBeyondTheEndIsRefused() throws IOException {
        ByteBuffer disk = withLogicals().putInt(EBR_1 + 446 + 16 + 8, 0xffff_ffff);

        assertThat(refusal(disk.array())).hasMessageContaining("the file ends at 0x100000");
    }

    @Test
    void diskShortByOneByteOfItsLastLinkIsRefused() throws IOException {
        byte[] disk = Arrays.copyOf(withLogicals().array(), EBR_2 + 511);

        assertThat(refusal(disk).next()).contains("cut short");
    }

    @ParameterizedTest
    @CsvSource({
        "12, 91, the header has 91 bytes",
        "12, -1, the header has 4294967295 bytes",
        "80, -1, 4294967295 entries of 128 bytes",
        "84, 0, an entry has 0 bytes",
        "84, 127, an entry has 127 bytes",
        "84, -128, an entry has 4294967168 bytes",
        "24, 7, 'the header says it is in sector 7, it is in 1'",
        "76, 1, the entries are in sector 4294967298 of a disk of 2048",
        "44, 1, usable sectors are 4294967330 to 2014",
    })
    void headerWithRightChecksumAndWrongFieldIsRefused(int at, int value, String message) throws IOException {
        ByteBuffer disk = gpt();
        disk.putLong(SIZE - 512, 0); // no backup to turn to
        disk.putInt(512 + at, value);
        disk.putInt(512 + 16, 0);
        disk.putInt(512 + 16, crc(disk, 512, 92));

        DiskFormatException refusal = refusal(disk.array());

        assertThat(refusal).hasMessageContaining(message);
        assertThat(refusal.next()).contains("sgdisk --verify");
        assertThat(refusal.getSuppressed()).singleElement().asString().contains("no GPT signature");
    }

    @Test
    void oneWrongBitInHeaderOrEntriesIsNoticed() throws IOException {
        ByteBuffer disk = gpt().putLong(SIZE - 512, 0);
        for (int bit = 0; bit < 92 * 8; bit++) {
            int at = 512 + bit / 8;
            disk.put(at, (byte) (disk.get(at) ^ 1 << bit % 8));
            assertThat(refusal(disk.array())).as("bit %d", bit).isNotNull();
            disk.put(at, (byte) (disk.get(at) ^ 1 << bit % 8));
        }
        disk.put(1024 + 16383, (byte) 1);
        assertThat(refusal(disk.array())).hasMessageContaining("the entries' checksum is 0x");
    }

    @ParameterizedTest
    @CsvSource({"32, 301", "32, 10", "40, -1", "40, 9223372036854775807"})
    void entryThatCannotBeIsRefused(int at, long value) throws IOException {
        ByteBuffer disk = gpt().putLong(SIZE - 512, 0).putLong(1024 + at, value);
        disk.putInt(512 + 88, crc(disk, 1024, 16384)).putInt(512 + 16, 0);
        disk.putInt(512 + 16, crc(disk, 512, 92));

        assertThat(refusal(disk.array())).isNotNull();
    }

    @Test
    void hugeCountInBsdLabelIsRefused() {
        ByteBuffer disk = ByteBuffer.allocate(SIZE).order(ByteOrder.LITTLE_ENDIAN);
        disk.putInt(512, 0x82564557).putInt(512 + 132, 0x82564557).putShort(512 + 138, (short) -1);

        assertThat(refusal(disk.array())).hasMessageContaining("counts 65535 partitions");
    }

    private ByteBuffer withLogicals() throws IOException {
        return bytes(new Mbr(1).logical(0x83, 200, 50).logical(0x83, 300, 50));
    }

    private ByteBuffer gpt() throws IOException {
        UUID any = UUID.fromString("0fc63daf-8483-4772-8e79-3d69d8477de4");
        return bytes(new Gpt(any, 512).partition(any, any, 100, 300, 0, "root"));
    }

    private ByteBuffer bytes(Table table) throws IOException {
        Path raw = new DiskBuilder(SIZE).table(table).writeTo(folder.resolve("disk.raw"));
        return ByteBuffer.wrap(Files.readAllBytes(raw)).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static void entry(ByteBuffer disk, int sector, int type, int start, int sectors) {
        disk.put(sector + 446 + 4, (byte) type).putInt(sector + 446 + 8, start).putInt(sector + 446 + 12, sectors);
        disk.putShort(sector + 510, (short) 0xaa55);
    }

    private static int crc(ByteBuffer disk, int at, int length) {
        CRC32 crc = new CRC32();
        crc.update(disk.array(), at, length);
        return (int) crc.getValue();
    }

    private static DiskFormatException refusal(byte[] disk) {
        return catchThrowableOfType(DiskFormatException.class, () -> PartitionTable.of(new MemorySource("disk", disk)));
    }
}
