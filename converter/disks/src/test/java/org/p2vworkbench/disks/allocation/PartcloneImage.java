package org.p2vworkbench.disks.allocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.Extent;
import org.p2vworkbench.fixtures.OutsideTool;

/**
 * What partclone makes of a filesystem: the head of an image of version 2 (partclone src/partclone.h, image_desc_v2) and
 * the bitmap behind it.
 *
 * @param used by the filesystem's own count
 * @param bitmap a bit per block, set where partclone has kept the block
 */
public record PartcloneImage(int blockBytes, long blocks, long used, BitSet bitmap) {

    private static final int HEAD_BYTES = 110;

    /** @param program behind "partclone." */
    public static PartcloneImage of(String program, Path volume) throws IOException {
        OutsideTool partclone = OutsideTool.named("partclone." + program);
        assumeTrue(partclone.isInstalled(), "partclone is not installed: its count is not compared");
        Path image = volume.resolveSibling(volume.getFileName() + ".partclone");
        Files.deleteIfExists(image);
        partclone.run("-c", "-s", volume, "-o", image, "-L", volume.resolveSibling("partclone.log"));
        try (FileChannel in = FileChannel.open(image)) {
            ByteBuffer head = ByteBuffer.allocate(HEAD_BYTES).order(ByteOrder.LITTLE_ENDIAN);
            in.read(head, 0);
            assertThat(new String(head.array(), 0, 15, StandardCharsets.ISO_8859_1))
                    .isEqualTo("partclone-image");
            long blocks = head.getLong(60);
            ByteBuffer bits = ByteBuffer.allocate((int) ((blocks + 7) / 8));
            in.read(bits, HEAD_BYTES);
            return new PartcloneImage(head.getInt(84), blocks, head.getLong(68), BitSet.valueOf(bits.flip()));
        } finally {
            Files.delete(image);
        }
    }

    /** The same blocks, the same count, and the same bit for every block. */
    public void agreesWith(Allocation allocation, BlockSource volume) throws IOException {
        assertThat(allocation.wholeBecause()).isEmpty();
        assertThat(allocation.blockBytes()).isEqualTo(blockBytes);
        assertThat(allocation.blocks()).isEqualTo(blocks);
        assertThat(allocation.usedBlocks()).isEqualTo(used);
        BitSet kept = bitmap.get(0, (int) blocks);
        BitSet ours = blocksOf(allocation, volume);
        kept.xor(ours);
        assertThat(kept.stream().limit(20).boxed().toList())
                .as(
                        "blocks kept by one and not by the other; ours: %s",
                        kept.stream().limit(20).mapToObj(ours::get).toList())
                .isEmpty();
    }

    private static BitSet blocksOf(Allocation allocation, BlockSource volume) throws IOException {
        BitSet used = new BitSet();
        long end = allocation.blocks() * allocation.blockBytes();
        for (Extent run : allocation.map().orElseThrow().used(0, volume.size())) {
            long to = Math.min(end, run.end());
            if (!run.isZero() && to > run.offset()) {
                assertThat(run.offset() % allocation.blockBytes()).isZero();
                used.set(
                        (int) (run.offset() / allocation.blockBytes()), (int) ((to - 1) / allocation.blockBytes()) + 1);
            }
        }
        return used;
    }
}
