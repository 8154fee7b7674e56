package org.p2vworkbench.disks.raid.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.image.raw.RawFile;
import org.p2vworkbench.disks.raid.set.RaidDisk;
import org.p2vworkbench.disks.raid.set.RaidSet;
import org.p2vworkbench.fixtures.raid.RealSet;
import org.p2vworkbench.fixtures.raid.RealSets;
import org.p2vworkbench.fixtures.raid.RealVolume;
import org.p2vworkbench.fixtures.raid.SectorPattern;

/** DDF and Intel sets that mdadm made: every volume byte for byte, whole and with any one member missing. */
@Tag("full")
final class RealControllerSetsTest {

    static Stream<RealSet> sets() throws IOException {
        Optional<String> obstacle = RealSets.obstacle();
        assumeTrue(obstacle.isEmpty(), () -> obstacle.orElse(""));
        return RealSets.all().stream().filter(set -> set.format().matches("ddf|imsm"));
    }

    @ParameterizedTest
    @MethodSource("sets")
    void everyVolumeReadsAsTheKernelWroteIt(RealSet real) throws IOException {
        List<BlockSource> open = new ArrayList<>();
        try {
            List<RaidDisk> disks = disks(real, open, -1);
            Collections.shuffle(disks, new Random(real.name().hashCode()));
            List<RaidSet> found = RaidDetective.byMetadata().detect(disks).sets();

            for (RealVolume volume : real.volumes()) {
                RaidSet set = with(volume, found, real);
                assertThat(set.format()).isEqualTo(real.format());
                assertThat(set.confidence()).isGreaterThan(0.5);
                assertThat(set.sizeBytes()).isEqualTo(volume.sizeBytes());
                assertThat(bytes(set, volume)).isEqualTo(-1);
                if (set.chunkBytes() > 0) {
                    assertThat(set.chunkBytes()).isEqualTo(volume.chunkBytes());
                }
            }
        } finally {
            close(open);
        }
    }

    @ParameterizedTest
    @MethodSource("sets")
    void volumesHaveTheUuidThatMdadmComputes(RealSet real) throws IOException {
        List<BlockSource> open = new ArrayList<>();
        try {
            List<RaidSet> found =
                    RaidDetective.byMetadata().detect(disks(real, open, -1)).sets();
            for (RealVolume volume : real.volumes()) {
                assertThat(with(volume, found, real).uuid()).as(real.name()).isEqualTo(volume.uuid());
            }
        } finally {
            close(open);
        }
    }

    @ParameterizedTest
    @MethodSource("sets")
    void redundantVolumesReadWithoutAnyOneMember(RealSet real) throws IOException {
        if (real.name().contains("failed")) {
            return;
        }
        for (int gone = 0; gone < real.members().size(); gone++) {
            List<BlockSource> open = new ArrayList<>();
            try {
                List<RaidSet> found = RaidDetective.byMetadata()
                        .detect(disks(real, open, gone))
                        .sets();
                for (RealVolume volume : real.volumes()) {
                    if (!volume.level().equals("raid0")) {
                        String what = "%s %s without member %d".formatted(real.name(), volume.level(), gone);
                        assertThat(bytes(with(volume, found, real), volume))
                                .as(what)
                                .isEqualTo(-1);
                    }
                }
            } finally {
                close(open);
            }
        }
    }

    /** By what only the volume's bytes tell when two volumes share level and size. */
    private static RaidSet with(RealVolume volume, List<RaidSet> found, RealSet real) {
        List<RaidSet> fitting = found.stream()
                .filter(set -> set.level().label().equals(volume.level()))
                .filter(set -> set.sizeBytes() == volume.sizeBytes())
                .toList();
        assertThat(fitting)
                .as("%s: %s of %d bytes among %s", real.name(), volume.level(), volume.sizeBytes(), words(found))
                .hasSize(1);
        return fitting.get(0);
    }

    private static List<String> words(List<RaidSet> sets) {
        return sets.stream()
                .map(set -> "%s %s %d %s %s"
                        .formatted(set.level(), set.layout(), set.sizeBytes(), set.state(), set.findings()))
                .toList();
    }

    private static List<RaidDisk> disks(RealSet real, List<BlockSource> open, int without) throws IOException {
        List<RaidDisk> disks = new ArrayList<>();
        for (int member = 0; member < real.members().size(); member++) {
            if (member != without) {
                Path file = real.members().get(member);
                BlockSource bytes = RawFile.open(file);
                open.add(bytes);
                String name = file.getFileName().toString();
                disks.add(new RaidDisk(name, bytes, Optional.of(real.serial(member)), Optional.empty(), true));
            }
        }
        return disks;
    }

    private static void close(List<BlockSource> open) throws IOException {
        for (BlockSource source : open) {
            source.close();
        }
    }

    /** Where the first wrong byte is, -1 for nowhere. */
    private static long bytes(RaidSet set, RealVolume volume) throws IOException {
        assertThat(set.volume()).as(String.join(" ", set.findings())).isPresent();
        BlockSource bytes = set.volume().get();
        int step = 2048 * SectorPattern.SECTOR;
        for (long at = 0; at < bytes.size(); at += step) {
            int length = (int) Math.min(step, bytes.size() - at);
            ByteBuffer into = ByteBuffer.allocate(length);
            bytes.read(at, into);
            byte[] expected = SectorPattern.bytes(
                    volume.firstSector() + at / SectorPattern.SECTOR, length / SectorPattern.SECTOR);
            int differs = Arrays.mismatch(into.array(), expected);
            if (differs >= 0) {
                return at + differs;
            }
        }
        return -1;
    }
}
