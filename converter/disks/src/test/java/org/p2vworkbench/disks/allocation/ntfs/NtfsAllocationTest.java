package org.p2vworkbench.disks.allocation.ntfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.Extents;
import org.p2vworkbench.disks.allocation.Allocation;
import org.p2vworkbench.disks.allocation.Allocations;
import org.p2vworkbench.disks.allocation.Volume;
import org.p2vworkbench.fixtures.OutsideTool;

/** Volumes that mkntfs made and ntfscp filled, against partclone and ntfs-3g's own programs. */
final class NtfsAllocationTest {

    private static final int DIRTY_FLAGS_IN_VALUE = 10;

    @TempDir
    Path folder;

    @Tag("slow")
    @ParameterizedTest
    @ValueSource(strings = {"512", "1024", "2048", "4096", "8192", "16384", "32768", "65536"})
    void everyClusterIsAsPartcloneHasIt(String clusterBytes) throws IOException {
        aged("-c " + clusterBytes).agreesWithPartclone("ntfs");
    }

    @Tag("slow")
    @ParameterizedTest
    @ValueSource(strings = {"-c 512", "-c 4096", "-c 65536", "-s 4096 -c 4096", "-s 1024 -c 1024"})
    void volumeIsWholeWithoutItsUnusedClusters(String shape) throws IOException {
        Volume volume = aged(shape);

        Volume copy = volume.copiedUsedOnly();

        OutsideTool.named("ntfsfix").run("-n", copy.file());
        assertThat(OutsideTool.named("ntfsresize").run("--check", "-f", copy.file()))
                .doesNotContain("ERROR");
        assertThat(tree(copy)).isEqualTo(tree(volume)).hasSizeGreaterThan(100_000);
    }

    @Test
    void agedVolumeIsCopiedAsPartcloneCopiesIt() throws IOException {
        Volume volume = aged("-c 4096");

        volume.agreesWithPartclone("ntfs");
        assertThat(tree(volume.copiedUsedOnly())).isEqualTo(tree(volume)).hasSizeGreaterThan(100_000);
    }

    /** partclone stops at 64 KiB. */
    @Test
    void clustersOfTwoMebibytesAreRead() throws IOException {
        Volume volume = Volume.made(folder.resolve("ntfs"), 200 << 20, "mkntfs", "-q", "-F", "-Q", "-c", "2097152");

        Allocation allocation = volume.allocation();

        assertThat(allocation.blockBytes()).isEqualTo(2 << 20);
        assertThat(allocation.blocks()).isEqualTo(99);
        assertThat(allocation.map()).isPresent();
    }

    @Test
    void copyOfTheBootSectorIsKept() throws IOException {
        Volume volume = aged("-c 4096");

        try (BlockSource open = volume.open()) {
            Extents last =
                    Allocations.of(open).orElseThrow().map().orElseThrow().used(open.size() - 512, open.size());
            assertThat(last).isEqualTo(Extents.allData(open.size() - 512, open.size()));
        }
    }

    @Test
    void dirtyVolumeIsCopiedWhole() throws IOException {
        Volume volume = aged("-c 4096");
        long flags = recordAt(volume, 3) + find(volume, 3, 0x70) + 24 + DIRTY_FLAGS_IN_VALUE;

        assertUnclean(volume.patched(flags, 1), "marked dirty");
        assertThat(volume.patched(flags, 0).allocation().map()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"hibr", "HIBR"})
    void hibernatedWindowsIsCopiedWhole(String signature) throws IOException {
        Volume volume = aged("-c 4096");
        Path hiberfil = Files.write(
                folder.resolve("hiberfil"), (signature + "rest".repeat(3000)).getBytes(StandardCharsets.US_ASCII));
        OutsideTool.named("ntfscp").run("-q", volume.file(), hiberfil, "hiberfil.sys");

        assertUnclean(volume, "hibernated");
    }

    @Test
    void resumedWindowsIsNoReason() throws IOException {
        Volume volume = aged("-c 4096");
        Path hiberfil = Files.write(folder.resolve("hiberfil"), new byte[12_000]);
        OutsideTool.named("ntfscp").run("-q", volume.file(), hiberfil, "HiberFil.sys");

        assertThat(volume.allocation().map()).isPresent();
    }

    @Test
    void logDecidesByItsNewerRestartPage() throws IOException {
        Volume volume = aged("-c 4096");
        long log = dataAt(volume, 2, 4096);
        restartPage(volume, log, 7, 0xffff, 0);
        restartPage(volume, log + 4096, 6, 0, 0);
        assertThat(volume.allocation().map()).as("the newer one has no client").isPresent();

        restartPage(volume, log + 4096, 8, 0, 0);
        assertUnclean(volume, "log of this NTFS is not closed");

        restartPage(volume, log + 4096, 8, 0, 2);
        assertThat(volume.allocation().map())
                .as("the newer one is marked clean")
                .isPresent();

        volume.patched(log, 'R', 'C', 'R', 'D').patched(log + 4096, 'R', 'C', 'R', 'D');
        assertUnclean(volume, "log of this NTFS is not closed");
    }

    @Test
    void bitmapInPiecesIsRead() throws IOException {
        Volume volume = aged("-c 512");
        Allocation before = volume.allocation();
        NtfsPieces.splitBitmap(volume, recordAt(volume, 6));

        Allocation after = volume.allocation();

        assertThat(after.usedBlocks()).isEqualTo(before.usedBlocks());
        volume.agreesWithPartclone("ntfs");
    }

    @Test
    void bitmapToldByAnAttributeListIsRead() throws IOException {
        Volume volume = aged("-c 512");
        Allocation before = volume.allocation();
        NtfsPieces.moveBitmapBehindAttributeList(volume, recordAt(volume, 6), recordAt(volume, 20));

        Allocation after = volume.allocation();

        assertThat(after.wholeBecause()).isEmpty();
        assertThat(after.usedBlocks()).isEqualTo(before.usedBlocks());
        volume.agreesWithPartclone("ntfs");
    }

    @Test
    void tablesThatCannotBeTrueAreNotBelieved() throws IOException {
        Volume volume = aged("-c 4096");
        long bitmap = dataAt(volume, 6, 4096);
        byte[] first = volume.bytes(bitmap, 1);

        assertThat(volume.patched(bitmap, first[0] & 0xfe).allocation().wholeBecause())
                .contains("cluster 0 holds");
        volume.patched(bitmap, first[0]);
        volume.patched(recordAt(volume, 6) + 510, 0xaa, 0xbb);
        assertThat(volume.allocation().wholeBecause()).contains("not written whole");
        volume = aged("-c 4096").patched(40, 0xff, 0xff, 0xff);
        assertThat(volume.allocation().wholeBecause()).contains("on a volume of");
        volume = aged("-c 4096").patched(48, 0xff, 0xff, 0xff, 0xff);
        assertThat(volume.allocation().wholeBecause()).contains("master file table is at cluster");
    }

    private static void assertUnclean(Volume volume, String reason) throws IOException {
        Allocation allocation = volume.allocation();
        assertThat(allocation.map()).isEmpty();
        assertThat(allocation.clean()).contains(false);
        assertThat(allocation.wholeBecause()).contains(reason);
        assertThat(allocation.usedBlocks()).isLessThan(allocation.blocks());
    }

    private static void restartPage(Volume volume, long at, int sequence, int clients, int flags) throws IOException {
        ByteBuffer page = ByteBuffer.allocate(80).order(ByteOrder.LITTLE_ENDIAN);
        page.put(0, "RSTR".getBytes(StandardCharsets.US_ASCII)).putInt(16, 4096).putInt(20, 4096);
        page.putShort(24, (short) 48)
                .putLong(48, sequence)
                .putShort(60, (short) clients)
                .putShort(62, (short) flags);
        for (int i = 0; i < page.limit(); i++) {
            volume.patched(at + i, page.get(i));
        }
    }

    /** Records lie one after another: mkntfs leaves the table in one piece. */
    static long recordAt(Volume volume, int number) throws IOException {
        ByteBuffer boot = ByteBuffer.wrap(volume.bytes(0, 512)).order(ByteOrder.LITTLE_ENDIAN);
        return boot.getLong(48) * boot.getShort(11) * (boot.get(13) & 0xff) + number * 1024L;
    }

    static int find(Volume volume, int number, int type) throws IOException {
        ByteBuffer record =
                ByteBuffer.wrap(volume.bytes(recordAt(volume, number), 1024)).order(ByteOrder.LITTLE_ENDIAN);
        int at = record.getShort(20);
        while (record.getInt(at) != type) {
            assertThat(record.getInt(at)).isNotEqualTo(-1);
            at += record.getInt(at + 4);
        }
        return at;
    }

    /** Where the first run of a file's data is. */
    private static long dataAt(Volume volume, int number, int clusterBytes) throws IOException {
        long at = recordAt(volume, number) + find(volume, number, 0x80);
        ByteBuffer attribute = ByteBuffer.wrap(volume.bytes(at, 128)).order(ByteOrder.LITTLE_ENDIAN);
        int runs = attribute.getShort(32);
        int lengthBytes = attribute.get(runs) & 0xf;
        int distanceBytes = attribute.get(runs) >> 4;
        long cluster = 0;
        for (int i = distanceBytes; i > 0; i--) {
            cluster = cluster << 8 | attribute.get(runs + lengthBytes + i) & 0xff;
        }
        return cluster * clusterBytes;
    }

    /** Files of many sizes, some of them written over by longer and shorter ones. */
    private Volume aged(String shape) throws IOException {
        assumeTrue(OutsideTool.named("ntfscp").isInstalled(), "ntfs-3g is not installed: NTFS is not checked");
        Volume volume = Volume.made(folder.resolve("ntfs"), 24 << 20, ("mkntfs -q -F -Q -L aged " + shape).split(" "));
        Random random = new Random(9);
        for (int i = 0; i < 24; i++) {
            byte[] content = new byte[random.nextInt(i % 4 == 0 ? 200_000 : 9_000)];
            random.nextBytes(content);
            Path file = Files.write(folder.resolve("content"), content);
            OutsideTool.named("ntfscp").run("-q", volume.file(), file, "file" + i % 17);
        }
        return volume;
    }

    private static String tree(Volume volume) {
        StringBuilder tree = new StringBuilder();
        for (int i = 0; i < 17; i++) {
            tree.append(OutsideTool.named("ntfscat").run(volume.file(), "file" + i));
        }
        return tree.toString();
    }
}
