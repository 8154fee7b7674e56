package org.p2vworkbench.converter.convert;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.p2vworkbench.converter.copy.HashedSource;
import org.p2vworkbench.disks.Extent;
import org.p2vworkbench.disks.Extents;
import org.p2vworkbench.disks.allocation.AllocationMap;

class UsedOfHashedTest {

    private static final int CHUNK = 4096;
    private static final byte[] HASH = {1, 2, 3};
    private static final byte[] HASH_OF_PARTS = {4, 5, 6};

    private final byte[] disk = new byte[4 * CHUNK];

    private boolean partsRefused;
    private int journeys;

    UsedOfHashedTest() {
        new Random(3).nextBytes(disk);
    }

    @Test
    void aHashComesOfAllThatIsInUseAndOfParts() throws IOException {
        UsedOfHashed used = new UsedOfHashed(new Hashed(), new FreeBehind(CHUNK + 512));
        ByteBuffer whole = ByteBuffer.allocate(CHUNK);
        ByteBuffer part = ByteBuffer.allocate(CHUNK);

        Optional<byte[]> ofAllUsed = used.readHashed(0, whole);
        Optional<byte[]> ofPartlyUsed = used.readHashed(CHUNK, part);

        assertThat(ofAllUsed).contains(HASH);
        assertThat(whole.array()).isEqualTo(Arrays.copyOf(disk, CHUNK));
        assertThat(ofPartlyUsed).contains(HASH_OF_PARTS);
        assertThat(part.array()).startsWith(Arrays.copyOfRange(disk, CHUNK, CHUNK + 512));
        assertThat(Arrays.copyOfRange(part.array(), 512, CHUNK)).containsOnly(0);
    }

    @Test
    void piecesOfAChunkAreAskedForTogetherAndGapsAreZeros() throws IOException {
        UsedOfHashed used = new UsedOfHashed(new Hashed(), new EveryOtherSector());
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
        Arrays.fill(chunk.array(), (byte) 0x55);

        assertThat(used.readHashed(0, chunk).isPresent()).isEqualTo(!partsRefused);

        assertThat(chunk.hasRemaining()).isFalse();
        for (int at = 0; at < CHUNK; at += 1024) {
            assertThat(Arrays.copyOfRange(chunk.array(), at, at + 512))
                    .isEqualTo(Arrays.copyOfRange(disk, at, at + 512));
            assertThat(Arrays.copyOfRange(chunk.array(), at + 512, at + 1024)).containsOnly(0);
        }
        assertThat(journeys).isEqualTo(partsRefused ? CHUNK / 1024 + 1 : 1);
    }

    @Test
    void piecesThatDoNotComeTogetherComeOneByOne() throws IOException {
        partsRefused = true;

        piecesOfAChunkAreAskedForTogetherAndGapsAreZeros();
    }

    private record EveryOtherSector() implements AllocationMap {

        @Override
        public Extents used(long from, long to) {
            Extents.Builder runs = new Extents.Builder(from);
            for (long at = from; at < to; at += 512) {
                runs.add(512, at / 512 % 2 == 0 ? Extent.Kind.DATA : Extent.Kind.ZERO);
            }
            return runs.build();
        }
    }

    /** Everything behind a place is free. */
    private record FreeBehind(long end) implements AllocationMap {

        @Override
        public Extents used(long from, long to) {
            Extents.Builder runs = new Extents.Builder(from);
            long middle = Math.max(from, Math.min(end, to));
            if (middle > from) {
                runs.add(middle - from, Extent.Kind.DATA);
            }
            if (to > middle) {
                runs.add(to - middle, Extent.Kind.ZERO);
            }
            return runs.build();
        }
    }

    private final class Hashed implements HashedSource {

        @Override
        public String name() {
            return "sda";
        }

        @Override
        public long size() {
            return disk.length;
        }

        @Override
        public void read(long offset, ByteBuffer into) {
            journeys++;
            into.put(disk, (int) offset, into.remaining());
        }

        @Override
        public Optional<byte[]> readUsed(List<Extent> parts, long offset, ByteBuffer into) {
            journeys++;
            if (partsRefused) {
                // What a refusal leaves behind counts for nothing.
                into.put(disk, (int) offset, into.remaining());
                return Optional.empty();
            }
            Arrays.fill(into.array(), (byte) 0);
            for (Extent part : parts) {
                into.put((int) (part.offset() - offset), disk, (int) part.offset(), (int) part.length());
            }
            into.position(into.limit());
            return Optional.of(HASH_OF_PARTS);
        }

        @Override
        public Optional<byte[]> readHashed(long offset, ByteBuffer into) {
            read(offset, into);
            return Optional.of(HASH);
        }

        @Override
        public Optional<Map<Long, byte[]>> hashes(List<Extent> parts, int chunkBytes) {
            return Optional.empty();
        }

        @Override
        public void close() {
            // Bytes in memory.
        }
    }
}
