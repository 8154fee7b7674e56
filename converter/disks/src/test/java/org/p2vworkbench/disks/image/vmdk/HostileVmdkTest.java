package org.p2vworkbench.disks.image.vmdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.p2vworkbench.disks.DiskFormatException;
import org.p2vworkbench.disks.Structure;
import org.p2vworkbench.disks.image.DiskImage;
import org.p2vworkbench.fixtures.vmdk.DiskContent;
import org.p2vworkbench.fixtures.vmdk.HostedSparseWriter;
import org.p2vworkbench.fixtures.vmdk.SeSparseWriter;
import org.p2vworkbench.fixtures.vmdk.VmdkDescriptor;

/** Disks that are damaged or mean harm: refused with place and next step, or read from the redundant copy. */
final class HostileVmdkTest {

    private static final int DIRECTORY = HostedSparseWriter.directorySector(Samples.BASE) * 512;
    private static final int TABLE = HostedSparseWriter.tableSector(Samples.BASE) * 512;
    private static final long FIRST_GRAIN = Samples.BASE.grains().firstKey();

    @ParameterizedTest
    @CsvSource({
        "4, 4, version 4",
        "8, 0x70000, compressed, but by no algorithm",
        "16, -1, larger than any disk",
        "20, 0, grain size is 0",
        "20, 24, grain size is 12288",
        "20, 1, grain size is 512",
        "20, 0x400000, grain size is 2147483648",
        "36, 0x100000, descriptor is said to be",
        "44, 0, has 0 entries",
        "44, -1, has 4294967295 entries"
    })
    void headerThatCannotBeTrueIsRefused(int field, String value, String complaint) {
        MemoryFolder folder =
                Samples.monolithicSparse().damaged("disk.vmdk", bytes -> bytes.putInt(field, Integer.decode(value)));

        assertRefused(folder, complaint);
    }

    @Test
    void capacityBeyondTheDirectoryIsRefusedBeforeAnythingIsAllocated() {
        MemoryFolder folder = Samples.monolithicSparse().damaged("disk.vmdk", bytes -> bytes.putLong(12, 1L << 50));

        assertRefused(folder, "does not fit into a file");
    }

    @Test
    void textModeTransferIsNamedAsTheCause() {
        MemoryFolder folder = Samples.monolithicSparse().damaged("disk.vmdk", bytes -> bytes.put(75, (byte) '\n'));

        assertThatThrownBy(() -> folder.image("disk.vmdk"))
                .isInstanceOfSatisfying(DiskFormatException.class, damage -> {
                    assertThat(damage).hasMessageContaining("newline check bytes");
                    assertThat(damage.at().offset()).isEqualTo(73);
                    assertThat(damage.next()).contains("binary");
                });
    }

    @ParameterizedTest
    @ValueSource(ints = {0x7fff_ffff, -1, 5, 22})
    void grainOutsideTheGrainsComesFromTheCopy(int sector) throws IOException {
        MemoryFolder folder = Samples.monolithicSparse()
                .damaged("disk.vmdk", bytes -> bytes.putInt(TABLE + (int) FIRST_GRAIN * 4, sector));

        try (DiskImage image = folder.image("disk.vmdk")) {
            assertThat(whole(image)).isEqualTo(Samples.BASE.alone());
            assertThat(image.structures()).extracting(Structure::title).contains("warning");
        }
    }

    @Test
    void grainThatOnlyTheCopyKnowsIsNotReadAsZeros() throws IOException {
        MemoryFolder folder = Samples.monolithicSparse().damaged("disk.vmdk", bytes -> bytes.put(TABLE, new byte[512]));

        try (DiskImage image = folder.image("disk.vmdk")) {
            assertThat(whole(image)).isEqualTo(Samples.BASE.alone());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 0x7fff_ffff, 1})
    void lostDirectoryEntryComesFromTheCopy(int sector) throws IOException {
        MemoryFolder folder = Samples.monolithicSparse().damaged("disk.vmdk", bytes -> bytes.putInt(DIRECTORY, sector));

        try (DiskImage image = folder.image("disk.vmdk")) {
            assertThat(whole(image)).isEqualTo(Samples.BASE.alone());
            assertThat(image.structures()).extracting(Structure::title).contains("warning");
        }
    }

    @Test
    void lostDirectoryComesFromTheCopy() throws IOException {
        MemoryFolder folder = Samples.monolithicSparse().damaged("disk.vmdk", bytes -> bytes.putLong(56, 1L << 40));

        try (DiskImage image = folder.image("disk.vmdk")) {
            assertThat(whole(image)).isEqualTo(Samples.BASE.alone());
        }
    }

    @Test
    void grainThatNeitherTableKnowsIsRefusedWhereItIs() throws IOException {
        int redundantTable = (HostedSparseWriter.REDUNDANT_DIRECTORY + 1) * 512;
        MemoryFolder folder = Samples.monolithicSparse()
                .damaged("disk.vmdk", bytes -> bytes.putInt(TABLE + (int) FIRST_GRAIN * 4, 0x7fff_ffff)
                        .putInt(redundantTable + (int) FIRST_GRAIN * 4, 0x7fff_fffe));

        try (DiskImage image = folder.image("disk.vmdk")) {
            assertThatThrownBy(() -> whole(image)).isInstanceOfSatisfying(DiskFormatException.class, damage -> {
                assertThat(damage).hasMessageContaining("sector 0x7fffffff");
                assertThat(damage.at().offset()).isEqualTo(TABLE + FIRST_GRAIN * 4);
            });
        }
    }

    @Test
    void sparseFileThatWasCutShortIsRefused() throws IOException {
        byte[] whole = Samples.monolithicSparse().file("disk.vmdk");
        MemoryFolder folder = new MemoryFolder().with("disk.vmdk", Arrays.copyOf(whole, whole.length - 1));

        try (DiskImage image = folder.image("disk.vmdk")) {
            assertThatThrownBy(() -> whole(image)).isInstanceOf(DiskFormatException.class);
        }
    }

    @Test
    void streamThatWasCutShortIsRefused() {
        byte[] whole = Samples.streamOptimized().file("disk.vmdk");

        assertRefused(new MemoryFolder().with("disk.vmdk", Arrays.copyOf(whole, whole.length - 1536)), "no footer");
    }

    @Test
    void streamWithSomePaddingAfterItOpens() throws IOException {
        byte[] whole = Samples.streamOptimized().file("disk.vmdk");

        try (DiskImage image = new MemoryFolder()
                .with("disk.vmdk", Arrays.copyOf(whole, whole.length + 10_000))
                .image("disk.vmdk")) {
            assertThat(whole(image)).isEqualTo(Samples.BASE.alone());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0x80, marker is for sector 0x80",
        "8, 0, said to be 0 bytes compressed",
        "8, 0x7fffffff, said to be 2147483647 bytes compressed",
        "8, 20, compressed bytes end too early|inflates to",
        "12, 0x12345678, does not inflate"
    })
    void compressedGrainThatCannotBeTrueIsRefused(int field, String value, String complaint) throws IOException {
        MemoryFolder folder = Samples.streamOptimized()
                .damaged("disk.vmdk", bytes -> bytes.putInt(128 * 512 + field, Integer.decode(value)));

        try (DiskImage image = folder.image("disk.vmdk")) {
            assertThatThrownBy(() -> whole(image)).isInstanceOfSatisfying(DiskFormatException.class, damage -> {
                assertThat(damage.getMessage()).containsPattern(complaint);
                assertThat(damage.at().offset()).isEqualTo(128 * 512);
            });
        }
    }

    @Test
    void grainThatInflatesWithoutEndIsStopped() throws IOException {
        byte[] bomb = new byte[20_000];
        Deflater deflater = new Deflater();
        deflater.setInput(new byte[10 << 20]);
        deflater.finish();
        int length = deflater.deflate(bomb);
        MemoryFolder folder = Samples.streamOptimized()
                .damaged("disk.vmdk", bytes -> bytes.putInt(128 * 512 + 8, length)
                        .put(128 * 512 + 12, bomb, 0, length));

        try (DiskImage image = folder.image("disk.vmdk")) {
            assertThatThrownBy(() -> image.read(0, ByteBuffer.allocate(1 << 16)))
                    .isInstanceOf(DiskFormatException.class)
                    .hasMessageContaining("inflates to more than a grain");
        }
    }

    @Test
    void extentAloneIsRefusedAndItsDescriptorAskedFor() {
        MemoryFolder folder = new MemoryFolder()
                .with("disk-s001.vmdk", HostedSparseWriter.bytes(Samples.BASE, new byte[0]))
                .with("cowd.vmdk", Samples.vmfsSparse().file("disk-delta.vmdk"))
                .with("sesparse.vmdk", Samples.seSparse().file("disk-sesparse.vmdk"));

        for (String extent : new String[] {"disk-s001.vmdk", "cowd.vmdk", "sesparse.vmdk"}) {
            assertThatThrownBy(() -> folder.image(extent)).isInstanceOfSatisfying(DiskFormatException.class, damage -> {
                assertThat(damage).hasMessageContaining("one extent of a disk");
                assertThat(damage.next()).contains("the small .vmdk text file");
            });
        }
    }

    @Test
    void parentThatWasWrittenToIsRefused() {
        byte[] changed = HostedSparseWriter.bytes(
                Samples.BASE,
                VmdkDescriptor.of("monolithicSparse", "RW 2000 SPARSE \"base.vmdk\"")
                        .withContentId(0xbadc0de)
                        .bytes());

        assertThatThrownBy(() -> Samples.snapshot().with("base.vmdk", changed).image("disk.vmdk"))
                .isInstanceOfSatisfying(DiskFormatException.class, damage -> {
                    assertThat(damage).hasMessageContaining("0badc0de").hasMessageContaining("1234abcd");
                    assertThat(damage.next()).contains("CID=1234abcd");
                });
    }

    @Test
    void diskThatIsItsOwnParentIsRefused() {
        byte[] descriptor = VmdkDescriptor.of("monolithicSparse", "RW 2000 SPARSE \"disk.vmdk\"")
                .withParent("disk.vmdk", 0x1234_abcd)
                .bytes();

        assertRefused(new MemoryFolder().with("disk.vmdk", HostedSparseWriter.bytes(Samples.BASE, descriptor)), "loop");
    }

    @Test
    void unfinishedJournalIsRefused() {
        MemoryFolder folder = Samples.seSparse()
                .damaged("disk-sesparse.vmdk", bytes -> bytes.putLong(SeSparseWriter.VOLATILE_HEADER + 24, 1));

        assertRefused(folder, "journal holds writes");
    }

    @Test
    void flatExtentThatWasCutShortIsRefused() {
        MemoryFolder folder = Samples.splitOfAllKinds().with("disk-f002.vmdk", new byte[1199 * 512]);

        assertRefused(folder, "has only 613888 bytes");
    }

    @ParameterizedTest
    @ValueSource(ints = {1_000, 2_008})
    void extentOfAnotherDiskIsRefused(int sectors) {
        DiskContent other = DiskContent.random(5, sectors * 512, 4096);
        MemoryFolder folder =
                Samples.splitOfAllKinds().with("disk-s001.vmdk", HostedSparseWriter.bytes(other, new byte[0]));

        assertRefused(folder, "the extent holds %d bytes, its descriptor says 1024000".formatted(sectors * 512));
    }

    @Test
    void extentRoundedUpToAGrainOpens() throws IOException {
        DiskContent rounded = DiskContent.random(5, 2_007 * 512, 4096);
        MemoryFolder folder =
                Samples.splitOfAllKinds().with("disk-s001.vmdk", HostedSparseWriter.bytes(rounded, new byte[0]));

        try (DiskImage image = folder.image("disk.vmdk")) {
            assertThat(image.size()).isEqualTo(Samples.splitOfAllKindsContent().length);
            assertThat(Arrays.copyOf(whole(image), Samples.SIZE))
                    .isEqualTo(Arrays.copyOf(rounded.alone(), Samples.SIZE));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "RW 100 VMFSRDM \"x-rdm.vmdk\" | extent of type VMFSRDM",
                "RW 100 FLAT | names no file",
                "RW -5 FLAT \"x\" 0 | cannot be read",
                "RW 9223372036854775807 ZERO | cannot be read",
                "'' | lists no extents"
            })
    void extentLineThatCannotBeServedIsRefused(String line, String complaint) {
        byte[] descriptor = VmdkDescriptor.of("custom", line).bytes();

        assertRefused(new MemoryFolder().with("disk.vmdk", descriptor), complaint);
    }

    @Test
    void encryptedDiskIsRefused() {
        String descriptor =
                VmdkDescriptor.of("monolithicSparse", "RW 100 ZERO").text() + "keySafe=\"vmware:key/list\"\n";

        assertRefused(new MemoryFolder().with("disk.vmdk", descriptor.getBytes(StandardCharsets.UTF_8)), "encrypted");
    }

    private static void assertRefused(MemoryFolder folder, String complaint) {
        assertThatThrownBy(() -> folder.image("disk.vmdk"))
                .isInstanceOfSatisfying(DiskFormatException.class, damage -> {
                    assertThat(damage).hasMessageContaining(complaint);
                    assertThat(damage.next()).isNotBlank();
                });
    }

    private static byte[] whole(DiskImage image) throws IOException {
        ByteBuffer into = ByteBuffer.allocate(Math.toIntExact(image.size()));
        image.read(0, into);
        return into.array();
    }
}
