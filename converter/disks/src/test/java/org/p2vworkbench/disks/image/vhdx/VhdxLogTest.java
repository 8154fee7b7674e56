package org.p2vworkbench.disks.image.vhdx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.BlockSourceContract;
import org.p2vworkbench.disks.DiskFormatException;
import org.p2vworkbench.disks.Extent;
import org.p2vworkbench.disks.image.DiskImage;
import org.p2vworkbench.disks.image.blocks.Images;
import org.p2vworkbench.fixtures.OutsideTool;
import org.p2vworkbench.fixtures.vhdx.VhdxLogWriter;
import org.p2vworkbench.fixtures.vhdx.VhdxLogWriter.Change;
import org.p2vworkbench.fixtures.vhdx.VhdxWriter;

/** A log that wraps around its ring, makes a damaged block table good and changes data; older remains lie before it. */
final class VhdxLogTest extends BlockSourceContract {

    private static final UUID LOG = UUID.fromString("aaaabbbb-cccc-dddd-eeee-ffff00001111");
    private static final int FIRST_BLOCK_AT = 4 * VhdxSamples.MIB;
    private static final byte[] CLEAN = VhdxSamples.parent();
    private static final byte[] NEW_SECTOR = new byte[4096];
    private static final byte[] REPLAYED = VhdxSamples.PARENT.clone();

    static {
        new Random(4).nextBytes(NEW_SECTOR);
        System.arraycopy(NEW_SECTOR, 0, REPLAYED, 8192, 4096);
        Arrays.fill(REPLAYED, 65536, 65536 + 3 * 4096, (byte) 0);
        System.arraycopy(NEW_SECTOR, 0, REPLAYED, 65536 + 4096, 4096);
    }

    private static final int NEAR_THE_END = VhdxLogWriter.LOG_BYTES - 8192;

    private static VhdxLogWriter log(int position) {
        byte[] file = CLEAN.clone();
        byte[] table = Arrays.copyOfRange(file, VhdxWriter.TABLE_AT, VhdxWriter.TABLE_AT + 4096);
        Arrays.fill(file, VhdxWriter.TABLE_AT, VhdxWriter.TABLE_AT + 4096, (byte) 0xee);
        return new VhdxLogWriter(file, LOG)
                .startAt(0x40000, 7)
                .entry(Change.data(VhdxWriter.TABLE_AT, NEW_SECTOR))
                .startAt(position, 50)
                .entry(Change.data(VhdxWriter.TABLE_AT, NEW_SECTOR), Change.data(FIRST_BLOCK_AT + 8192, NEW_SECTOR))
                .entry(Change.data(VhdxWriter.TABLE_AT, table), Change.zero(FIRST_BLOCK_AT + 65536, 3 * 4096))
                .entry(Change.data(FIRST_BLOCK_AT + 65536 + 4096, NEW_SECTOR));
    }

    @TempDir
    Path folder;

    @Override
    protected BlockSource source() throws IOException {
        return Images.open(log(NEAR_THE_END).bytes());
    }

    @Override
    protected byte[] content() {
        return REPLAYED;
    }

    @Test
    void replayedImageSaysSo() throws IOException {
        try (DiskImage image = Images.open(log(NEAR_THE_END).bytes())) {
            assertThat(image.format()).isEqualTo("vhdx dynamic, log replayed");
        }
    }

    /**
     * qemu-img replays a log by writing it to the file. Not one that wraps around: QEMU 7.2 does not look whether a
     * sequence holds its own tail, and starts after the wrap.
     */
    @Test
    void qemuReplaysTheLogToTheSameDisk() throws IOException {
        OutsideTool qemuImg = OutsideTool.named("qemu-img");
        assumeTrue(qemuImg.isInstalled(), "qemu-img is not installed");
        Path vhdx = Files.write(folder.resolve("dirty.vhdx"), log(0x80000).bytes());
        Path raw = folder.resolve("dirty.raw");

        qemuImg.run("check", "-f", "vhdx", "-r", "all", vhdx);
        qemuImg.run("convert", "-f", "vhdx", "-O", "raw", vhdx, raw);

        assertThat(Arrays.mismatch(Files.readAllBytes(raw), REPLAYED)).isEqualTo(-1);
    }

    @Test
    void logThatMakesTheFileLongerIsReplayed() throws IOException {
        byte[] shorter = Arrays.copyOf(CLEAN, CLEAN.length - VhdxSamples.MIB);
        byte[] expected = VhdxSamples.PARENT.clone();
        Arrays.fill(expected, 3 * VhdxSamples.MIB, expected.length, (byte) 0);
        byte[] file = new VhdxLogWriter(shorter, LOG)
                .lastFileOffset(CLEAN.length)
                .entry(Change.zero(FIRST_BLOCK_AT + 65536, 0))
                .bytes();

        try (DiskImage image = Images.open(file)) {
            assertThat(Images.content(image)).isEqualTo(expected);
            assertThat(image.extents(0, image.size()).runs())
                    .last()
                    .isEqualTo(new Extent(3 * VhdxSamples.MIB, 5 * 512, Extent.Kind.ZERO));
        }
    }

    @Test
    void entryThatWasNotWrittenWholeEndsTheReplayBeforeIt() throws IOException {
        VhdxLogWriter log = new VhdxLogWriter(CLEAN, LOG)
                .entry(Change.data(FIRST_BLOCK_AT + 8192, NEW_SECTOR))
                .entry(Change.zero(FIRST_BLOCK_AT, 4096));
        byte[] file = log.bytes();
        file[VhdxLogWriter.LOG_AT + log.starts().get(1) + 4000] ^= 1;
        byte[] expected = VhdxSamples.PARENT.clone();
        System.arraycopy(NEW_SECTOR, 0, expected, 8192, 4096);

        try (DiskImage image = Images.open(file)) {
            assertThat(Images.content(image)).isEqualTo(expected);
        }
    }

    @Test
    void tornLogIsRefusedWithTheRemedy() {
        byte[] file = log(NEAR_THE_END).bytes();
        Arrays.fill(file, VhdxLogWriter.LOG_AT, VhdxLogWriter.LOG_AT + VhdxLogWriter.LOG_BYTES, (byte) 0);

        assertThatThrownBy(() -> Images.open(file))
                .isInstanceOfSatisfying(DiskFormatException.class, failure -> assertThat(failure.next())
                        .contains("Mount-VHD"))
                .hasMessageContaining("torn");
    }

    @Test
    void fileShorterThanWhenItsLogWasWrittenIsRefused() {
        byte[] file = Arrays.copyOf(log(NEAR_THE_END).bytes(), CLEAN.length - 1);

        assertThatThrownBy(() -> Images.open(file))
                .isInstanceOf(DiskFormatException.class)
                .hasMessageContaining("was 0x%x bytes long".formatted(CLEAN.length));
    }

    @Test
    void changeBeyondTheFileIsRefused() {
        byte[] file =
                new VhdxLogWriter(CLEAN, LOG).entry(Change.zero(4096, 1L << 62)).bytes();

        assertThatThrownBy(() -> Images.open(file))
                .isInstanceOf(DiskFormatException.class)
                .hasMessageContaining("changes 0x4000000000000000 bytes at 0x1000");
    }
}
