package org.p2vworkbench.disks.image.vhd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.p2vworkbench.disks.DiskFormatException;
import org.p2vworkbench.disks.Field;
import org.p2vworkbench.disks.MemorySource;
import org.p2vworkbench.disks.image.DiskImage;
import org.p2vworkbench.disks.image.blocks.Images;
import org.p2vworkbench.fixtures.vhd.VhdWriter;

final class VhdFooterTest {

    private static final byte[] CONTENT = Arrays.copyOf(VhdSamples.OWN, 64 * 1024);

    @Test
    void everyFieldIsReadFromItsPlace() throws IOException {
        byte[] file = new VhdWriter(CONTENT).fixed();
        VhdFooter footer = VhdFooter.parse(new MemorySource("x", file), CONTENT.length, 512);

        assertThat(footer.block().structure("footer").fields())
                .extracting(Field::name, field -> field.offset() - CONTENT.length, Field::value)
                .contains(
                        tuple("features", 8L, "2"),
                        tuple("timeStamp", 24L, Integer.toString(0x11223344)),
                        tuple("creatorHostOs", 36L, "\"Wi2k\""));
        assertThat(footer.headerAt()).isEqualTo(-1);
        assertThat(footer.creator()).isEqualTo("win ");
        assertThat(footer.currentBytes()).isEqualTo(CONTENT.length);
        assertThat(footer.cylinders()).isEqualTo(1);
        assertThat(footer.heads()).isEqualTo(2);
        assertThat(footer.sectorsPerTrack()).isEqualTo(3);
        assertThat(footer.type()).isEqualTo(VhdFooter.Type.FIXED);
        assertThat(footer.id()).hasToString("01020304-0506-0708-090a-0b0c0d0e0f10");
    }

    /** What QEMU 7.2 says to the same images, each with a geometry of 8 sectors and 20 sectors in the footer. */
    @ParameterizedTest
    @CsvSource({"vpc , 8", "qemu, 8", "vs  , 8", "vbox, 8", "win , 20", "qem2, 20", "d2v , 20", "CTXS, 20"})
    void creatorDecidesWhichSizeCounts(String creator, int sectors) throws IOException {
        String padded = (creator + "    ").substring(0, 4);
        byte[] file = new VhdWriter(CONTENT)
                .creator(padded)
                .geometry(2, 2, 2)
                .currentBytes(20 * 512)
                .fixed();

        try (DiskImage image = Images.open(file)) {
            assertThat(image.size()).isEqualTo(sectors * 512L);
        }
    }

    @Test
    void largestGeometryMeansTheFootersSize() throws IOException {
        byte[] file =
                new VhdWriter(CONTENT).creator("vpc ").geometry(65535, 16, 255).fixed();

        try (DiskImage image = Images.open(file)) {
            assertThat(image.size()).isEqualTo(CONTENT.length);
        }
    }

    @Test
    void missingGeometryMeansTheFootersSize() throws IOException {
        byte[] file = new VhdWriter(CONTENT).creator("abcd").geometry(0, 0, 0).fixed();

        try (DiskImage image = Images.open(file)) {
            assertThat(image.size()).isEqualTo(CONTENT.length);
        }
    }

    @Test
    void copyAtTheStartStandsInForADamagedEnd() throws IOException {
        byte[] file = new VhdWriter(CONTENT).sparse();
        Arrays.fill(file, file.length - 512, file.length, (byte) 7);

        try (DiskImage image = Images.open(file)) {
            assertThat(Images.content(image)).isEqualTo(CONTENT);
        }
    }

    @Test
    void endStandsInForADamagedCopy() throws IOException {
        byte[] file = new VhdWriter(CONTENT).sparse();
        Arrays.fill(file, 0, 512, (byte) 7);

        try (DiskImage image = Images.open(file)) {
            assertThat(Images.content(image)).isEqualTo(CONTENT);
        }
    }

    @Test
    void footerOf511BytesIsRead() throws IOException {
        byte[] file = new VhdWriter(CONTENT).fixed();

        try (DiskImage image = Images.open(Arrays.copyOf(file, file.length - 1))) {
            assertThat(Images.content(image)).isEqualTo(CONTENT);
        }
    }

    @Test
    void oneWrongBitIsRefusedWithBothChecksums() {
        byte[] file = new VhdWriter(CONTENT).fixed();
        long sum = Integer.toUnsignedLong(ByteBuffer.wrap(file).getInt(CONTENT.length + 64));
        file[CONTENT.length + 8] = 1; // was 0

        assertThatThrownBy(() -> Images.open(file))
                .isInstanceOf(DiskFormatException.class)
                .hasMessageContaining("0x%08x".formatted(sum))
                .hasMessageContaining("0x%08x".formatted(sum - 1));
    }

    @Test
    void fileShorterThanAFooterIsRefused() {
        assertThatThrownBy(() -> Images.openAs("vhd", Map.of("x", new byte[100]), "x"))
                .isInstanceOf(DiskFormatException.class)
                .hasMessageContaining("100 bytes");
    }

    @Test
    void fixedDiskLargerThanItsFileIsRefused() {
        byte[] file = new VhdWriter(CONTENT).currentBytes(CONTENT.length + 512).fixed();

        assertThatThrownBy(() -> Images.open(file))
                .isInstanceOf(DiskFormatException.class)
                .hasMessageContaining("only %d precede".formatted(CONTENT.length));
    }
}
