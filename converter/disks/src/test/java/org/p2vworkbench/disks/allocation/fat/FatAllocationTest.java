package org.p2vworkbench.disks.allocation.fat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.p2vworkbench.disks.allocation.Allocation;
import org.p2vworkbench.disks.allocation.Volume;
import org.p2vworkbench.fixtures.OutsideTool;

/** Tables of volumes that mkfs.fat made and mtools filled, against partclone, fsck.fat and mtools. */
final class FatAllocationTest {

    @TempDir
    Path folder;

    @Tag("slow")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "-F 16",
                "-F 16 -s 2",
                "-F 16 -f 1 -r 1024",
                "-F 16 -S 2048",
                "-F 32",
                "-F 32 -s 1 -f 1",
                "-F 32 -R 64"
            })
    void everySectorIsAsPartcloneHasIt(String shape) throws IOException {
        aged(shape, 48 << 20).agreesWithPartclone("fat");
    }

    /** partclone 0.3.23 takes the entries of FAT12 to be two bytes apart, and miscounts; fsck.fat is the judge. */
    @ParameterizedTest
    @ValueSource(strings = {"-F 12", "-F 12 -s 4 -f 1", "-F 16 -s 2", "-F 32 -s 1"})
    void clustersInUseAreThoseThatFsckCounts(String shape) throws IOException {
        Volume volume = aged(shape, shape.contains("12") ? 4 << 20 : 40 << 20);

        Allocation allocation = volume.allocation();

        Matcher counts = Pattern.compile("(\\d+)/(\\d+) clusters").matcher(fsck(volume));
        assertThat(counts.find()).isTrue();
        long perCluster = volume.bytes(13, 1)[0];
        long free = Long.parseLong(counts.group(2)) - Long.parseLong(counts.group(1));
        assertThat(allocation.blocks() - allocation.usedBlocks()).isEqualTo(free * perCluster);
        assertThat(allocation.clean()).contains(true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-F 12", "-F 16", "-F 32"})
    void volumeIsWholeWithoutItsUnusedClusters(String shape) throws IOException {
        Volume volume = aged(shape, shape.contains("12") ? 4 << 20 : 40 << 20);

        Volume copy = volume.copiedUsedOnly();

        fsck(copy);
        assertThat(tree(copy)).isEqualTo(tree(volume)).hasSizeGreaterThan(100_000);
    }

    @Test
    void badClustersHoldNothing() throws IOException {
        Volume volume = aged("-F 16 -s 2", 16 << 20);
        long before = volume.allocation().usedBlocks();
        int last = (int) (fatAt(volume) + 2 * 12_000);
        assertThat(volume.bytes(last, 2)).containsOnly(0);

        volume.patched(last, 0xf7, 0xff);

        assertThat(volume.allocation().usedBlocks()).isEqualTo(before);
        assertThat(volume.patched(last, 0xf8, 0xff).allocation().usedBlocks()).isEqualTo(before + 2);
    }

    @Test
    void marksOfAnUncleanVolumeAreReasons() throws IOException {
        assertUnclean(empty("-F 16", 16 << 20), 37, 1, "not unmounted cleanly");
        assertUnclean(empty("-F 12", 4 << 20), 37, 1, "not unmounted cleanly");
        assertUnclean(empty("-F 32", 40 << 20), 65, 1, "not unmounted cleanly");
        Volume small = empty("-F 16", 16 << 20);
        assertUnclean(small, (int) fatAt(small) + 3, 0x7f, "not unmounted cleanly");
        assertUnclean(small, (int) fatAt(small) + 3, 0xbf, "Disk errors");
        Volume wide = empty("-F 32", 40 << 20);
        assertUnclean(wide, (int) fatAt(wide) + 7, 0x07, "not unmounted cleanly");
        assertUnclean(wide, (int) fatAt(wide) + 7, 0x0b, "Disk errors");
    }

    @Test
    void tableInForceIsTheOneThatCounts() throws IOException {
        Volume volume = aged("-F 32", 40 << 20);
        long used = volume.allocation().usedBlocks();
        long tableBytes = 512L * (volume.bytes(36, 1)[0] & 0xff | (volume.bytes(37, 1)[0] & 0xff) << 8);

        volume.patched(40, 0x81).patched(fatAt(volume) + tableBytes + 4 * 70_000, 0xff, 0xff, 0xff, 0x0f);

        assertThat(volume.allocation().usedBlocks()).isEqualTo(used + volume.bytes(13, 1)[0]);
    }

    @Test
    void tablesThatCannotBeTrueAreNotBelieved() throws IOException {
        Volume volume = aged("-F 32", 40 << 20);

        assertThat(volume.patched(fatAt(volume), 0).allocation().wholeBecause()).contains("media byte");
        volume.patched(fatAt(volume), 0xf8).patched(fatAt(volume) + 8, 0, 0, 0, 0);
        assertThat(volume.allocation().wholeBecause()).contains("root folder's cluster 2 is free");
        volume.patched(fatAt(volume) + 8, 0xf8, 0xff, 0xff, 0x0f).patched(40, 0x85);
        assertThat(volume.allocation().wholeBecause()).contains("table 5 is in force of 2");
        volume.patched(40, 0).patched(36, 1, 0, 0, 0);
        assertThat(volume.allocation().map()).isEmpty();
    }

    private static void assertUnclean(Volume volume, int at, int value, String reason) throws IOException {
        byte before = volume.bytes(at, 1)[0];

        Allocation allocation = volume.patched(at, value).allocation();

        assertThat(allocation.map()).isEmpty();
        assertThat(allocation.clean()).contains(false);
        assertThat(allocation.wholeBecause()).contains(reason);
        assertThat(allocation.usedBlocks()).isLessThan(allocation.blocks());
        assertThat(volume.patched(at, before).allocation().map()).isPresent();
    }

    private static long fatAt(Volume volume) throws IOException {
        byte[] boot = volume.bytes(0, 16);
        return ((boot[14] & 0xff) + ((boot[15] & 0xff) << 8)) * ((boot[11] & 0xff) + ((boot[12] & 0xff) << 8));
    }

    private Volume empty(String shape, long bytes) throws IOException {
        return Volume.made(folder.resolve("fat"), bytes, ("mkfs.fat " + shape).split(" "));
    }

    private Volume aged(String shape, long bytes) throws IOException {
        assumeTrue(OutsideTool.named("mcopy").isInstalled(), "mtools is not installed: FAT is not checked");
        Volume volume = empty(shape, bytes);
        Random random = new Random(5);
        for (int round = 0; round < 3; round++) {
            Object[] files = new Object[40];
            for (int i = 0; i < files.length; i++) {
                byte[] content = new byte[random.nextInt(i % 10 == 0 ? 150_000 : 5_000)];
                random.nextBytes(content);
                files[i] = Files.write(folder.resolve("file%d-%d".formatted(round, i)), content);
            }
            mtool(volume, "mcopy", files, "::/");
            mtool(volume, "mdel", new Object[] {}, "::/file%d-*1".formatted(round), "::/file%d-*7".formatted(round));
        }
        return volume;
    }

    private static void mtool(Volume volume, String tool, Object[] files, String... last) {
        Object[] arguments = Stream.of(
                        Stream.of("MTOOLS_SKIP_CHECK=1", tool, "-i", volume.file()), Stream.of(files), Stream.of(last))
                .flatMap(all -> all)
                .toArray();
        OutsideTool.named("env").run(arguments);
    }

    private static String fsck(Volume volume) {
        return OutsideTool.named("fsck.fat").run("-n", "-v", volume.file());
    }

    private String tree(Volume volume) throws IOException {
        Path out = Files.createTempDirectory(folder, "tree");
        mtool(volume, "mcopy", new Object[] {"-n", "-s", "::/", out});
        StringBuilder tree = new StringBuilder();
        try (Stream<Path> found = Files.walk(out).sorted()) {
            for (Path file : found.filter(Files::isRegularFile).toList()) {
                tree.append(file.getFileName()).append(HexFormat.of().formatHex(Files.readAllBytes(file)));
            }
        }
        return tree.toString();
    }
}
