package org.p2vworkbench.disks.allocation.exfat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.Extent;
import org.p2vworkbench.disks.Extents;
import org.p2vworkbench.disks.allocation.Allocation;
import org.p2vworkbench.disks.allocation.Allocations;
import org.p2vworkbench.disks.allocation.PartcloneImage;
import org.p2vworkbench.disks.allocation.Volume;
import org.p2vworkbench.fixtures.OutsideTool;

/** Bitmaps of volumes that mkfs.exfat made, with clusters taken at will, against partclone and fsck.exfat. */
final class ExfatAllocationTest {

    @TempDir
    Path folder;

    /** partclone 0.3.23 counts the last two clusters and what lies behind them, but does not copy them. We do. */
    @Tag("slow")
    @ParameterizedTest
    @ValueSource(strings = {"-c 4K", "-c 512", "-c 128K", "-c 4M", "-b 1M", "-c 8K --pack-bitmap"})
    void countIsPartclonesAndTheMapIsTheBitmap(String shape) throws IOException {
        Volume volume = Volume.made(folder.resolve("exfat"), 80 << 20, ("mkfs.exfat " + shape).split(" "));
        takeEveryThirdCluster(volume);

        Allocation allocation = volume.allocation();

        PartcloneImage image = PartcloneImage.of("exfat", volume.file());
        assertThat(allocation.usedBlocks()).isEqualTo(image.used());
        assertThat(allocation.blocks()).isEqualTo(image.blocks());
        try (BlockSource open = volume.open()) {
            Extents used =
                    Allocations.of(open).orElseThrow().map().orElseThrow().used(0, open.size());
            assertThat(used).isEqualTo(bitmapOf(volume, open.size()));
            for (Extent run : used) {
                int from = (int) (run.offset() / image.blockBytes());
                int kept = image.bitmap().nextSetBit(from);
                assertThat(run.isZero() && kept >= 0 && kept < run.end() / image.blockBytes())
                        .as("unused and kept by partclone: %d", kept)
                        .isFalse();
            }
        }
    }

    @Test
    void volumeIsWholeWithoutItsUnusedClusters() throws IOException {
        Volume volume = Volume.made(folder.resolve("exfat"), 40 << 20, "mkfs.exfat", "-L", "kept");

        Volume copy = volume.copiedUsedOnly();

        OutsideTool.named("fsck.exfat").run("-n", copy.file());
        assertThat(OutsideTool.named("tune.exfat").run("-l", copy.file())).contains("kept");
    }

    @Test
    void dirtyVolumeIsCopiedWhole() throws IOException {
        Volume volume = Volume.made(folder.resolve("exfat"), 40 << 20, "mkfs.exfat");

        Allocation allocation = volume.patched(106, 2).allocation();

        assertThat(allocation.map()).isEmpty();
        assertThat(allocation.clean()).contains(false);
        assertThat(allocation.wholeBecause()).contains("not unmounted cleanly");
    }

    @Test
    void tablesThatCannotBeTrueAreNotBelieved() throws IOException {
        Volume volume = Volume.made(folder.resolve("exfat"), 40 << 20, "mkfs.exfat");
        Exfat shape = Exfat.of(volume);

        assertThat(volume.patched(92, 7).allocation().wholeBecause()).contains("checksum");
        volume = Volume.made(folder.resolve("exfat"), 40 << 20, "mkfs.exfat");
        byte first = volume.bytes(shape.bitmapAt(), 1)[0];
        assertThat(volume.patched(shape.bitmapAt(), first & 0xfe).allocation().wholeBecause())
                .contains("cluster 0 holds a table");
        volume.patched(shape.bitmapAt(), first);
        assertThat(volume.allocation().map()).isPresent();
        long rootEntry = shape.tableAt() + 4L * shape.root();
        volume.patched(rootEntry, shape.root(), 0, 0, 0);
        assertThat(volume.allocation().map()).as("a circle of one cluster").isPresent();
        volume.patched(shape.tableAt() + 8, 2, 0, 0, 0);
        assertThat(volume.allocation().map())
                .as("a circle in the bitmap's chain, which is long enough")
                .isPresent();
        volume.patched(shape.tableAt() + 8, 1, 0, 0, 0).patched(rootEntry, 0xf6, 0xff, 0xff, 0xff);
        assertThat(volume.allocation().wholeBecause()).contains("goes on at cluster 0xfffffff6");
    }

    private static void takeEveryThirdCluster(Volume volume) throws IOException {
        Exfat shape = Exfat.of(volume);
        for (int cluster = 0; cluster < shape.clusters(); cluster += 3) {
            long at = shape.bitmapAt() + cluster / 8;
            volume.patched(at, volume.bytes(at, 1)[0] | 1 << cluster % 8);
        }
    }

    private static Extents bitmapOf(Volume volume, long size) throws IOException {
        Exfat shape = Exfat.of(volume);
        Extents.Builder expected = new Extents.Builder(0).add(shape.heapAt(), Extent.Kind.DATA);
        byte[] bitmap = volume.bytes(shape.bitmapAt(), (shape.clusters() + 7) / 8);
        for (int cluster = 0; cluster < shape.clusters(); cluster++) {
            boolean used = cluster >= shape.clusters() - 2 || (bitmap[cluster / 8] >> cluster % 8 & 1) != 0;
            expected.add(shape.clusterBytes(), used ? Extent.Kind.DATA : Extent.Kind.ZERO);
        }
        return expected.add(size - expected.end(), Extent.Kind.DATA).build();
    }

    /** Where mkfs.exfat puts things: the bitmap first in the heap. */
    private record Exfat(long tableAt, long heapAt, int clusters, int root, long clusterBytes) {

        static Exfat of(Volume volume) throws IOException {
            ByteBuffer boot = ByteBuffer.wrap(volume.bytes(0, 512)).order(ByteOrder.LITTLE_ENDIAN);
            int sector = 1 << boot.get(108);
            return new Exfat(
                    (long) boot.getInt(80) * sector,
                    (long) boot.getInt(88) * sector,
                    boot.getInt(92),
                    boot.getInt(96),
                    (long) sector << boot.get(109));
        }

        long bitmapAt() {
            return heapAt;
        }
    }
}
