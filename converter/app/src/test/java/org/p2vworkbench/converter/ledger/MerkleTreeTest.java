package org.p2vworkbench.converter.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MerkleTreeTest {

    private static final int CHUNK = 512;

    @Test
    void rootIsThatOfTheDefinitionInWhateverOrderChunksCome() {
        for (long seed = 0; seed < 400; seed++) {
            Random random = new Random(seed);
            byte[] disk = disk(random);
            MerkleTree tree = new MerkleTree(disk.length, CHUNK);

            addInAnyOrder(tree, disk, random);

            assertThat(tree.isWhole()).as("seed %d", seed).isTrue();
            assertThat(tree.root()).as("seed %d", seed).isEqualTo(definition(disk));
        }
    }

    @Test
    void missingChunkLeavesItWithoutARoot() {
        MerkleTree tree = new MerkleTree(3 * CHUNK, CHUNK);
        tree.addZeros(0, 1);
        tree.addZeros(2, 1);

        assertThat(tree.isWhole()).isFalse();
        assertThatThrownBy(tree::root).hasMessageContaining("2 subtrees are waiting");
    }

    @Test
    void diskOfNoBytesHasTheHashOfNoBytes() {
        assertThat(new MerkleTree(0, CHUNK).root()).isEqualTo(definition(new byte[0]));
    }

    @Test
    void pairOfChunksIsNotConfusedWithOneChunkOfTheirHashes() {
        byte[] left = ChunkHash.ofZeros(CHUNK);
        byte[] both = new byte[2 * ChunkHash.BYTES];
        System.arraycopy(left, 0, both, 0, left.length);
        System.arraycopy(left, 0, both, left.length, left.length);

        assertThat(ChunkHash.ofPair(left, left)).isNotEqualTo(ChunkHash.of(both, 0, both.length));
    }

    /** Data one by one, runs of zeros sometimes in one, sometimes in pieces. */
    private static void addInAnyOrder(MerkleTree tree, byte[] disk, Random random) {
        int chunks = (disk.length + CHUNK - 1) / CHUNK;
        List<Runnable> additions = new ArrayList<>();
        int at = 0;
        while (at < chunks) {
            int chunk = at;
            int end = at;
            while (end < chunks && isZero(disk, end) && random.nextInt(8) > 0) {
                end++;
            }
            if (end > at) {
                int count = end - at;
                additions.add(() -> tree.addZeros(chunk, count));
                at = end;
            } else {
                int length = Math.min(CHUNK, disk.length - at * CHUNK);
                additions.add(() -> tree.add(chunk, ChunkHash.of(disk, chunk * CHUNK, length)));
                at++;
            }
        }
        if (random.nextBoolean()) {
            Collections.shuffle(additions, random);
        }
        additions.forEach(Runnable::run);
    }

    private static boolean isZero(byte[] disk, int chunk) {
        for (int i = chunk * CHUNK; i < Math.min(disk.length, (chunk + 1) * CHUNK); i++) {
            if (disk[i] != 0) {
                return false;
            }
        }
        return true;
    }

    private static byte[] disk(Random random) {
        byte[] disk = new byte[1 + random.nextInt(90 * CHUNK)];
        for (int chunk = 0; chunk * CHUNK < disk.length; chunk++) {
            if (random.nextInt(3) == 0) {
                disk[chunk * CHUNK] = (byte) (1 + random.nextInt(255));
            }
        }
        return disk;
    }

    private static String definition(byte[] disk) {
        List<byte[]> level = new ArrayList<>();
        for (int at = 0; at < Math.max(1, disk.length); at += CHUNK) {
            level.add(ChunkHash.of(disk, at, Math.min(CHUNK, disk.length - at)));
        }
        return HexFormat.of().formatHex(definition(level));
    }

    /** The largest power of two that is less than their number goes left (RFC 6962, section 2.1). */
    private static byte[] definition(List<byte[]> leaves) {
        if (leaves.size() == 1) {
            return Arrays.copyOf(leaves.get(0), ChunkHash.BYTES);
        }
        int left = Integer.highestOneBit(leaves.size() - 1);
        return ChunkHash.ofPair(definition(leaves.subList(0, left)), definition(leaves.subList(left, leaves.size())));
    }
}
