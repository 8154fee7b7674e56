package org.p2vworkbench.disks.raid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.MemorySource;
import org.p2vworkbench.fixtures.raid.SectorPattern;
import org.p2vworkbench.fixtures.raid.SetWriter;

/** Every level and layout against members written by the fixtures' own hand, whole and with members lost. */
final class VolumesTest {

    private static final int[] CHUNKS = {512, 4096, 65536};

    private final Random random = new Random(20090);

    @Test
    void stripesReadAsWritten() throws IOException {
        for (int members = 1; members <= 7; members++) {
            for (int chunk : CHUNKS) {
                byte[] content = content(chunk, members * 5 + 2);
                List<byte[]> written = new SetWriter(content, chunk).raid0(members);

                BlockSource volume = new StripedVolume("set", present(written), chunk, content.length);

                check(volume, content, "raid0 %d members, chunk %d".formatted(members, chunk));
            }
        }
    }

    @Test
    void zonesOfUnequalMembersReadAsWritten() throws IOException {
        for (int[] sizes : new int[][] {{3, 5, 9}, {9, 5, 3}, {4, 4, 7, 7, 8}, {1, 2, 3, 4}, {6, 6}, {2, 7, 2}}) {
            for (boolean original : new boolean[] {true, false}) {
                byte[] content = content(4096, IntStream.of(sizes).sum());
                List<byte[]> written = new SetWriter(content, 4096).zones(sizes, original);

                BlockSource volume = StripedVolume.zoned(
                        "set",
                        present(written),
                        4096,
                        original ? StripedVolume.Zones.ORIGINAL : StripedVolume.Zones.ALTERNATE);

                check(volume, content, "zones %s, original %b".formatted(Arrays.toString(sizes), original));
            }
        }
    }

    @Test
    void parityReadsAsWrittenWhateverIsLost() throws IOException {
        for (ParityLayout layout : ParityLayout.values()) {
            int number = mdNumber(layout);
            for (int members = 2 * layout.parityCount() + 1; members <= 7; members++) {
                int chunk = CHUNKS[members % 3];
                byte[] content = content(chunk, (members + 3) * (members - layout.parityCount()));
                SetWriter writer = new SetWriter(content, chunk);
                List<byte[]> written =
                        layout.parityCount() == 1 ? writer.raid5(members, number) : writer.raid6(members, number);
                for (int first = -1; first < members; first++) {
                    for (int second = first; second < (layout.parityCount() == 2 ? members : first + 1); second++) {
                        var volume =
                                new ParityVolume("set", without(written, first, second), chunk, layout, content.length);
                        assertThat(volume.readable()).isTrue();
                        check(volume, content, "%s of %d without %d and %d".formatted(layout, members, first, second));
                    }
                }
            }
        }
    }

    @Test
    void delayedParityReadsAsWritten() throws IOException {
        for (int[] delay : new int[][] {{16, 16}, {4, 1}, {2, 3}}) {
            byte[] content = content(512, 3 * 70);
            List<byte[]> written = new SetWriter(content, 512).raid5(4, 0, delay[0], delay[1]);
            for (int lost = -1; lost < 4; lost++) {
                check(
                        new ParityVolume(
                                "set",
                                without(written, lost, lost),
                                512,
                                ParityLayout.RAID5_LEFT_ASYMMETRIC,
                                new Rotation(delay[0], delay[1]),
                                content.length),
                        content,
                        "delay %s without %d".formatted(Arrays.toString(delay), lost));
            }
        }
    }

    @Test
    void tenReadsAsWrittenWhileACopyIsLeft() throws IOException {
        for (TenLayout layout : List.of(
                new TenLayout(2, 1, false),
                new TenLayout(3, 1, false),
                new TenLayout(1, 2, false),
                new TenLayout(1, 3, false),
                new TenLayout(1, 2, true),
                new TenLayout(1, 3, true))) {
            for (int members = Math.max(2, layout.copies()); members <= 6; members++) {
                int nearRows = 12;
                byte[] content = content(4096, nearRows * members / layout.near());
                List<byte[]> written =
                        new SetWriter(content, 4096).raid10(members, layout.near(), layout.far(), layout.offset());
                for (int lost = -1; lost < members; lost++) {
                    var volume = new TenVolume("set", without(written, lost, lost), 4096, layout, content.length);
                    assertThat(volume.readable()).isTrue();
                    check(volume, content, "%s of %d without %d".formatted(layout, members, lost));
                }
            }
        }
    }

    @Test
    void mirrorReadsFromWhicheverIsLeft() throws IOException {
        byte[] content = content(512, 300);
        List<byte[]> written = new SetWriter(content, 512).raid1(3);

        check(new MirroredVolume("set", without(written, 0, 1), content.length), content, "last of three");
    }

    @Test
    void partsFollowOneAnother() throws IOException {
        byte[] content = content(512, 300);

        BlockSource volume = new ConcatenatedVolume(
                "set",
                List.of(
                        new MemorySource("a", Arrays.copyOf(content, 5120)),
                        new MemorySource("empty", new byte[0]),
                        new MemorySource("b", Arrays.copyOfRange(content, 5120, content.length))));

        check(volume, content, "linear");
    }

    @Test
    void moreLostThanParityReplacesIsSaid() {
        byte[] content = content(4096, 12);
        List<byte[]> written = new SetWriter(content, 4096).raid5(4, 2);

        var volume = new ParityVolume(
                "set", without(written, 1, 3), 4096, ParityLayout.RAID5_LEFT_SYMMETRIC, content.length);

        assertThat(volume.readable()).isFalse();
        assertThatThrownBy(() -> volume.read(0, ByteBuffer.allocate(content.length)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("slot 1, 3");
    }

    @Test
    void geometryThatDoesNotFitIsRefused() {
        List<byte[]> written = new SetWriter(content(4096, 12), 4096).raid5(4, 2);

        assertThatThrownBy(() -> new ParityVolume(
                        "set", present(written), 4096, ParityLayout.RAID5_LEFT_SYMMETRIC, 4096 * 12 + 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("slot 0");
    }

    private byte[] content(int chunk, int chunks) {
        return SectorPattern.bytes(random.nextInt(1 << 20), chunk / SectorPattern.SECTOR * chunks);
    }

    /** Whole, and in parts that begin and end anywhere. */
    private void check(BlockSource volume, byte[] content, String what) throws IOException {
        assertThat(volume.size()).as(what).isEqualTo(content.length);
        assertThat(Arrays.mismatch(read(volume, 0, content.length), content))
                .as(what)
                .isEqualTo(-1);
        for (int i = 0; i < 6; i++) {
            int from = random.nextInt(content.length);
            int length = random.nextInt(Math.min(200_000, content.length - from) + 1);
            assertThat(Arrays.equals(read(volume, from, length), Arrays.copyOfRange(content, from, from + length)))
                    .as("%s: %d bytes at %d", what, length, from)
                    .isTrue();
        }
    }

    private static byte[] read(BlockSource volume, long from, int length) throws IOException {
        ByteBuffer into = ByteBuffer.allocate(length);
        volume.read(from, into);
        return into.array();
    }

    private static List<Optional<BlockSource>> present(List<byte[]> written) {
        return without(written, -1, -1);
    }

    private static List<Optional<BlockSource>> without(List<byte[]> written, int first, int second) {
        return IntStream.range(0, written.size())
                .mapToObj(slot -> slot == first || slot == second
                        ? Optional.<BlockSource>empty()
                        : Optional.<BlockSource>of(new MemorySource("member " + slot, written.get(slot))))
                .toList();
    }

    private static int mdNumber(ParityLayout layout) {
        return switch (layout) {
            case RAID5_LEFT_ASYMMETRIC, RAID6_LEFT_ASYMMETRIC -> 0;
            case RAID5_RIGHT_ASYMMETRIC, RAID6_RIGHT_ASYMMETRIC -> 1;
            case RAID5_LEFT_SYMMETRIC, RAID6_LEFT_SYMMETRIC -> 2;
            case RAID5_RIGHT_SYMMETRIC, RAID6_RIGHT_SYMMETRIC -> 3;
            case RAID5_PARITY_FIRST, RAID6_PARITY_FIRST -> 4;
            case RAID4, RAID5_PARITY_LAST, RAID6_PARITY_LAST -> 5;
            case RAID6_DDF_ZERO_RESTART -> 8;
            case RAID6_DDF_N_RESTART -> 9;
            case RAID6_DDF_N_CONTINUE -> 10;
            case RAID6_LEFT_ASYMMETRIC_6 -> 16;
            case RAID6_RIGHT_ASYMMETRIC_6 -> 17;
            case RAID6_LEFT_SYMMETRIC_6 -> 18;
            case RAID6_RIGHT_SYMMETRIC_6 -> 19;
            case RAID6_PARITY_FIRST_6 -> 20;
        };
    }
}
