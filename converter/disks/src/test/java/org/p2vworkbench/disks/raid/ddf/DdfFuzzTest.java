package org.p2vworkbench.disks.raid.ddf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.p2vworkbench.disks.image.blocks.Mutants;
import org.p2vworkbench.disks.raid.content.ContentJudge;
import org.p2vworkbench.disks.raid.set.RaidSet;
import org.p2vworkbench.fixtures.raid.ddf.DdfWriter;

final class DdfFuzzTest {

    @Test
    void damagedDisksNeverCauseMoreThanAnIoException() {
        byte[] good = DdfSets.raid5().get(2);
        int primary = DdfSets.writer(3).primaryBlock(good.length / 512) * 512;
        List<Integer> structures =
                IntStream.range(0, 6).mapToObj(i -> primary + 512 * i).toList();

        Mutants.feed(51, 400, List.of(good), structures, DdfFuzz::fuzzerTestOneInput);
    }

    /** All members alike, both copies alike: nothing sound is left to fall back on. */
    @Test
    @Tag("slow")
    void noFlippedBitOfTheMetadataIsTrusted() throws IOException {
        List<byte[]> set = DdfSets.raid5();
        DdfWriter writer = DdfSets.writer(3);
        int blocks = set.get(0).length / 512;
        int primary = writer.primaryBlock(blocks) * 512;
        int copy = (blocks * 512 - 512 - primary) / 2;
        DdfFormat format = new DdfFormat(new ContentJudge());
        int[] used = {
            0,
            0x100, // header
            2 * 512,
            64 + 3 * 64, // physical disks
            writer.virtualOffset() * 512,
            64 + 64, // virtual disks
            writer.recordsOffset() * 512,
            0x60, // volume record
            writer.recordsOffset() * 512 + 512,
            3 * 4,
            writer.recordsOffset() * 512 + 512 + 16 * 4,
            3 * 8,
            writer.diskDataOffset() * 512,
            0x28
        };
        for (int range = 0; range < used.length; range += 2) {
            for (long bit = 8L * used[range]; bit < 8L * (used[range] + used[range + 1]); bit++) {
                long inPrimary = 8L * primary + bit;
                long inSecondary = inPrimary + 8L * copy;
                List<byte[]> damaged = set.stream()
                        .map(disk -> DdfSets.flipped(DdfSets.flipped(disk, inPrimary), inSecondary))
                        .toList();
                for (RaidSet found : format.find(DdfSets.disks(damaged))) {
                    assertThat(found.confidence()).as("bit %d of a copy", bit).isLessThanOrEqualTo(0.5);
                }
            }
        }
    }

    @Test
    void damageToOneCopyIsGotRound() throws IOException {
        List<byte[]> set = DdfSets.raid5();
        int primary = DdfSets.writer(3).primaryBlock(set.get(0).length / 512) * 512;
        DdfFormat format = new DdfFormat(new ContentJudge());
        for (long bit = 8L * primary; bit < 8L * (primary + 0x100); bit += 37) {
            byte[] first = DdfSets.flipped(set.get(0), bit);

            RaidSet found = format.find(DdfSets.disks(List.of(first, set.get(1), set.get(2))))
                    .get(0);

            ByteBuffer bytes = ByteBuffer.allocate(DdfSets.CONTENT.length);
            found.volume().orElseThrow().read(0, bytes);
            assertThat(Arrays.equals(bytes.array(), DdfSets.CONTENT))
                    .as("bit %d", bit)
                    .isTrue();
            assertThat(found.confidence()).as("bit %d", bit).isGreaterThan(0.9);
        }
    }
}
