package org.p2vworkbench.disks.raid;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.BlockSourceContract;
import org.p2vworkbench.disks.Extent;
import org.p2vworkbench.disks.Extents;
import org.p2vworkbench.disks.MemorySource;
import org.p2vworkbench.disks.Zeros;
import org.p2vworkbench.fixtures.raid.SectorPattern;
import org.p2vworkbench.fixtures.raid.SetWriter;

/** Every kind of volume is a source like any other, over members that know where their zeros are. */
final class RaidContractsTest {

    private static final int CHUNK = 4096;
    private static final byte[] CONTENT = content();

    /** Runs of zeros that begin and end within chunks, span rows, and reach the end. */
    private static byte[] content() {
        byte[] content = SectorPattern.bytes(3, 8 * 3 * 30);
        for (int[] zeros : new int[][] {{1, 2}, {20, 90}, {200, 7}, {400, 200}, {717, 3}}) {
            Arrays.fill(content, zeros[0] * 512, (zeros[0] + zeros[1]) * 512, (byte) 0);
        }
        return content;
    }

    private abstract static class OfContent extends BlockSourceContract {
        @Override
        protected byte[] content() {
            return CONTENT;
        }
    }

    @Nested
    final class Concatenated extends OfContent {
        @Override
        protected BlockSource source() {
            return new ConcatenatedVolume(
                    "set",
                    List.of(
                            new KnowingZeros("a", Arrays.copyOf(CONTENT, 100_000)),
                            new KnowingZeros("b", Arrays.copyOfRange(CONTENT, 100_000, CONTENT.length))));
        }
    }

    @Nested
    final class Striped extends OfContent {
        @Override
        protected BlockSource source() {
            return new StripedVolume("set", members(new SetWriter(CONTENT, CHUNK).raid0(3), -1), CHUNK, CONTENT.length);
        }
    }

    @Nested
    final class Zoned extends OfContent {
        @Override
        protected BlockSource source() {
            List<byte[]> written = new SetWriter(CONTENT, CHUNK).zones(new int[] {20, 43, 27}, true);
            return StripedVolume.zoned("set", members(written, -1), CHUNK, StripedVolume.Zones.ORIGINAL);
        }
    }

    @Nested
    final class Mirrored extends OfContent {
        @Override
        protected BlockSource source() {
            return new MirroredVolume("set", members(new SetWriter(CONTENT, CHUNK).raid1(2), 0), CONTENT.length);
        }
    }

    @Nested
    final class Parity extends OfContent {
        @Override
        protected BlockSource source() {
            return parity(-1);
        }
    }

    @Nested
    final class ParityLessOne extends OfContent {
        @Override
        protected BlockSource source() {
            return parity(1);
        }
    }

    @Nested
    final class Ten extends OfContent {
        @Override
        protected BlockSource source() {
            List<byte[]> written = new SetWriter(CONTENT, CHUNK).raid10(3, 1, 2, false);
            return new TenVolume("set", members(written, 2), CHUNK, new TenLayout(1, 2, false), CONTENT.length);
        }
    }

    /** RAID 50: stripes over parity sets. */
    @Nested
    final class Fifty extends OfContent {
        @Override
        protected BlockSource source() {
            int span = 2 * CHUNK;
            List<Optional<BlockSource>> spans = new ArrayList<>();
            for (byte[] half : new SetWriter(CONTENT, span).raid0(2)) {
                List<byte[]> written = new SetWriter(half, CHUNK).raid5(3, 2);
                spans.add(Optional.of(new ParityVolume(
                        "span", members(written, 0), CHUNK, ParityLayout.RAID5_LEFT_SYMMETRIC, half.length)));
            }
            return new StripedVolume("set", spans, span, CONTENT.length);
        }
    }

    private static BlockSource parity(int missing) {
        List<byte[]> written = new SetWriter(CONTENT, CHUNK).raid5(4, 2);
        return new ParityVolume(
                "set", members(written, missing), CHUNK, ParityLayout.RAID5_LEFT_SYMMETRIC, CONTENT.length);
    }

    private static List<Optional<BlockSource>> members(List<byte[]> written, int missing) {
        List<Optional<BlockSource>> members = new ArrayList<>();
        for (int slot = 0; slot < written.size(); slot++) {
            members.add(
                    slot == missing
                            ? Optional.empty()
                            : Optional.of(new KnowingZeros("member" + slot, written.get(slot))));
        }
        return members;
    }

    /** Tells zeros by the sector, as a sparse image would by the cluster. */
    private record KnowingZeros(String name, byte[] bytes) implements BlockSource {

        @Override
        public long size() {
            return bytes.length;
        }

        @Override
        public void read(long offset, ByteBuffer into) throws IOException {
            new MemorySource(name, bytes).read(offset, into);
        }

        @Override
        public Extents extents(long from, long to) {
            checkRange(from, to - from);
            Extents.Builder runs = new Extents.Builder(from);
            while (runs.end() < to) {
                int at = (int) runs.end();
                int length = (int) Math.min(to, at + 512 - at % 512) - at;
                runs.add(length, Zeros.only(bytes, at, length) ? Extent.Kind.ZERO : Extent.Kind.DATA);
            }
            return runs.build();
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }
}
