package org.p2vworkbench.disks.partclone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.p2vworkbench.disks.DiskFormatException;
import org.p2vworkbench.disks.Extent;
import org.p2vworkbench.disks.Extents;
import org.p2vworkbench.disks.MemorySource;
import org.p2vworkbench.disks.allocation.AllocationMap;

/** Images of made-up volumes, byte by byte. */
final class PartcloneWriterTest {

    private static final int BLOCK = 4096;

    /** Every third block is in use, and the first. */
    private static final AllocationMap THIRDS = (from, to) -> {
        Extents.Builder runs = new Extents.Builder(from);
        while (runs.end() < to) {
            long block = runs.end() / BLOCK;
            runs.add(
                    Math.min(to, (block + 1) * BLOCK) - runs.end(),
                    block % 3 == 0 ? Extent.Kind.DATA : Extent.Kind.ZERO);
        }
        return runs.build();
    };

    private static byte[] image(byte[] volume, long blocks, AllocationMap map) throws IOException {
        PartcloneShape shape = new PartcloneShape("ext4", "EXTFS", blocks * BLOCK, blocks, BLOCK, map);
        PartcloneWriter writer = new PartcloneWriter(new MemorySource("volume", volume), shape);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        long[] read = new long[1];
        writer.writeTo(out, bytes -> read[0] += bytes);
        assertThat(out.size()).isEqualTo((int) writer.plainBytes());
        assertThat(read[0]).isEqualTo(writer.usedBytes());
        return out.toByteArray();
    }

    private static byte[] volume(int blocks) {
        byte[] bytes = new byte[blocks * BLOCK];
        new Random(blocks).nextBytes(bytes);
        return bytes;
    }

    @Test
    void usedBlocksFollowHeaderAndBitmap() throws IOException {
        byte[] volume = volume(1001);

        byte[] image = image(volume, 1001, THIRDS);

        PartcloneHeader header = PartcloneCheck.check("image", new ByteArrayInputStream(image));
        assertThat(header.filesystem()).isEqualTo("EXTFS");
        assertThat(header.deviceBytes()).isEqualTo(1001L * BLOCK);
        assertThat(header.blocks()).isEqualTo(1001);
        assertThat(header.usedBlocks()).isEqualTo(334);
        assertThat(header.usedInBitmap()).isEqualTo(334);
        assertThat(header.blocksPerSum()).isEqualTo(256);
        assertThat(header.reseed()).isTrue();
        int bitmap = PartcloneHeader.SIZE;
        assertThat(Arrays.copyOfRange(image, bitmap, bitmap + 3)).containsExactly(0x49, 0x92, 0x24);
        // 1001 blocks end in a byte with one block, number 1000, which is not in use; the other bits are clear.
        assertThat(image[bitmap + 125]).isZero();
        int data = bitmap + 126 + 4;
        assertThat(Arrays.copyOfRange(image, data + BLOCK, data + 2 * BLOCK))
                .isEqualTo(Arrays.copyOfRange(volume, 3 * BLOCK, 4 * BLOCK));
        assertThat(image).hasSize(data + 334 * BLOCK + 2 * 4);
    }

    @Test
    void volumeWithoutUsedBlocksIsAllBitmap() throws IOException {
        byte[] image = image(volume(9), 9, Extents::allZero);

        assertThat(image).hasSize(PartcloneHeader.SIZE + 2 + 4);
        assertThat(PartcloneCheck.check("image", new ByteArrayInputStream(image))
                        .usedInBitmap())
                .isZero();
    }

    @Test
    void blockIsInUseIfAnyByteOfItIs() throws IOException {
        AllocationMap odd = (from, to) -> new Extents.Builder(from)
                .add(BLOCK + 512 - from, Extent.Kind.ZERO)
                .add(BLOCK, Extent.Kind.DATA)
                .add(to - 2 * BLOCK - 512, Extent.Kind.ZERO)
                .build();

        byte[] image = image(volume(4), 4, odd);

        assertThat(image[PartcloneHeader.SIZE]).isEqualTo((byte) 0b0110);
    }

    @Test
    void volumeThatChangesMeanwhileIsTold() {
        int[] asked = new int[1];
        AllocationMap changing = (from, to) -> asked[0]++ < 2 ? Extents.allZero(from, to) : Extents.allData(from, to);

        assertThatThrownBy(() -> image(volume(4), 4, changing))
                .isInstanceOf(DiskFormatException.class)
                .hasMessageContaining("0 bytes were in use when they were counted, 16384 when they were read");
    }

    @Test
    void everyFlippedBitIsFound() throws IOException {
        byte[] image = image(volume(40), 40, THIRDS);
        Random random = new Random(5);
        for (int i = 0; i < 500; i++) {
            byte[] flipped = image.clone();
            int at = random.nextInt(image.length);
            flipped[at] ^= (byte) (1 << random.nextInt(8));

            assertThatThrownBy(() -> PartcloneCheck.check("image", new ByteArrayInputStream(flipped)))
                    .as("byte %d", at)
                    .isInstanceOf(DiskFormatException.class);
        }
    }

    @Test
    void imageCutShortOrTooLongIsFound() throws IOException {
        byte[] image = image(volume(40), 40, THIRDS);

        assertThatThrownBy(() ->
                        PartcloneCheck.check("image", new ByteArrayInputStream(Arrays.copyOf(image, image.length - 1))))
                .hasMessageContaining("ends here");
        assertThatThrownBy(() ->
                        PartcloneCheck.check("image", new ByteArrayInputStream(Arrays.copyOf(image, image.length + 1))))
                .hasMessageContaining("goes on");
    }

    @Test
    void hostileImagesEndInAnIoException() throws IOException {
        byte[] image = image(volume(40), 40, THIRDS);
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 2000; i++) {
            byte[] changed = Arrays.copyOf(image, random.nextInt(8) == 0 ? random.nextInt(image.length) : image.length);
            for (int change = random.nextInt(4); change >= 0 && changed.length > PartcloneHeader.SIZE; change--) {
                changed[random.nextInt(random.nextBoolean() ? PartcloneHeader.SIZE : 200)] = (byte) random.nextInt();
            }
            if (changed.length > PartcloneHeader.SIZE) {
                System.arraycopy(crc(changed), 0, changed, 106, 4);
            }

            assertThatCode(() -> PartcloneCheckFuzz.fuzzerTestOneInput(changed))
                    .as("seed %d, round %d", seed, i)
                    .doesNotThrowAnyException();
        }
    }

    private static byte[] crc(byte[] image) {
        CrcSum sum = new CrcSum();
        sum.update(image, 0, 106);
        return sum.stored();
    }
}
