package org.p2vworkbench.converter.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.p2vworkbench.converter.copy.SlowSourceException;
import org.p2vworkbench.converter.failure.SourceReadException;
import org.p2vworkbench.converter.ledger.ChunkHash;
import org.p2vworkbench.disks.Extent;

@Timeout(20)
class RemoteDiskTest {

    private static final int MIB = 1 << 20;

    private final byte[] bytes = new byte[3 * MIB + 1536];

    RemoteDiskTest() {
        new Random(11).nextBytes(bytes);
    }

    @Test
    void smallReadsCostOneJourneyPerBlock() throws Exception {
        FakeAgent agent = new FakeAgent(bytes);
        RemoteDisk disk = agent.connected();

        for (int at = 0; at < 64 << 10; at += 512) {
            assertThat(read(disk, at, 512)).isEqualTo(Arrays.copyOfRange(bytes, at, at + 512));
        }

        assertThat(agent.asked()).hasSize(1);
    }

    @Test
    void requestsAreAlignedWhateverIsRead() throws Exception {
        FakeAgent agent = new FakeAgent(bytes);
        RemoteDisk disk = agent.connected();

        assertThat(read(disk, 1000, 2 * MIB)).isEqualTo(Arrays.copyOfRange(bytes, 1000, 1000 + 2 * MIB));

        assertThat(agent.asked())
                .allSatisfy(work ->
                        assertThat(work.extents().get(0).offset() % 4096).isZero());
    }

    @Test
    void lastOddSectorsAreRead() throws Exception {
        RemoteDisk disk = new FakeAgent(bytes).connected();

        assertThat(read(disk, bytes.length - 700, 700))
                .isEqualTo(Arrays.copyOfRange(bytes, bytes.length - 700, bytes.length));
        assertThat(read(disk, 2L * MIB, MIB + 1536)).isEqualTo(Arrays.copyOfRange(bytes, 2 * MIB, bytes.length));
    }

    @Test
    void badSectorsAreErrorsAndAllAroundThemIsGood() throws Exception {
        FakeAgent agent = new FakeAgent(bytes).withBadSectors(5, 6, 300);
        RemoteDisk disk = agent.connected();

        assertThatThrownBy(() -> read(disk, 0, MIB)).isInstanceOf(IOException.class);
        int askedOnce = agent.asked().size();
        assertThat(read(disk, 0, 5 * 4096)).isEqualTo(Arrays.copyOf(bytes, 5 * 4096));
        assertThat(read(disk, 7 * 4096, 4096)).isEqualTo(Arrays.copyOfRange(bytes, 7 * 4096, 8 * 4096));
        assertThatThrownBy(() -> read(disk, 5 * 4096, 4096))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("web01/sda");

        assertThat(agent.asked()).as("nobody disturbs a bad sector twice").hasSize(askedOnce);
        assertThatThrownBy(() -> read(disk, MIB, MIB)).isInstanceOf(IOException.class);
        assertThat(read(disk, 2L * MIB, MIB)).isEqualTo(Arrays.copyOfRange(bytes, 2 * MIB, 3 * MIB));
    }

    @Test
    void slowAnswerIsForLaterAndThenHasMoreTime() throws Exception {
        FakeAgent agent = new FakeAgent(bytes).tooSlowTimes(1);
        RemoteDisk disk = agent.connected();

        assertThatThrownBy(() -> read(disk, 0, MIB)).isInstanceOf(SlowSourceException.class);

        assertThat(read(disk, 0, MIB)).isEqualTo(Arrays.copyOf(bytes, MIB));
    }

    @Test
    void wrongHashIsAskedAgainOnce() throws Exception {
        assertThat(read(new FakeAgent(bytes).lyingTimes(1).connected(), 0, MIB)).isEqualTo(Arrays.copyOf(bytes, MIB));

        RemoteDisk liar = new FakeAgent(bytes).lyingTimes(2).connected();
        assertThatThrownBy(() -> read(liar, 0, MIB))
                .isInstanceOf(SourceReadException.class)
                .hasMessageContaining("web01/sda");
    }

    @Test
    void fewerBytesThanAskedForAreNoAnswer() throws Exception {
        RemoteDisk disk = new FakeAgent(bytes).answeringShorterBy(512).connected();

        assertThatThrownBy(() -> read(disk, 0, MIB)).isInstanceOf(SourceReadException.class);
    }

    @Test
    void wholeChunkComesWithTheHashItWasProvedBy() throws Exception {
        RemoteDisk disk = new FakeAgent(bytes).lyingTimes(1).connected();
        ByteBuffer into = ByteBuffer.allocate(MIB + 10).position(7).limit(MIB + 7);

        Optional<byte[]> hash = disk.readHashed(MIB, into);

        byte[] expected = Arrays.copyOfRange(bytes, MIB, 2 * MIB);
        assertThat(into.hasRemaining()).isFalse();
        assertThat(Arrays.copyOfRange(into.array(), 7, MIB + 7)).isEqualTo(expected);
        assertThat(hash).hasValueSatisfying(found -> assertThat(found).isEqualTo(ChunkHash.of(expected, 0, MIB)));
    }

    @Test
    void lastChunkComesWithItsHashAlthoughItIsShort() throws Exception {
        RemoteDisk disk = new FakeAgent(bytes).connected();

        Optional<byte[]> hash = disk.readHashed(2L * MIB + 4096 * 100, ByteBuffer.allocate(MIB + 1536 - 4096 * 100));

        assertThat(hash).hasValueSatisfying(found -> assertThat(found)
                .isEqualTo(ChunkHash.of(bytes, 2 * MIB + 4096 * 100, MIB + 1536 - 4096 * 100)));
    }

    @ParameterizedTest
    @CsvSource({"512, 1048576", "0, 2097152", "4096, 65000", "0, 4096"})
    void whatIsNotOneChunkComesWithoutAHash(long offset, int length) throws Exception {
        RemoteDisk disk = new FakeAgent(bytes).connected();
        ByteBuffer into = ByteBuffer.allocate(length);

        assertThat(disk.readHashed(offset, into)).isEmpty();

        assertThat(into.array()).isEqualTo(Arrays.copyOfRange(bytes, (int) offset, (int) offset + length));
    }

    @Test
    void partsOfAChunkComeInOneJourneyAndNothingBetweenThem() throws Exception {
        FakeAgent agent = new FakeAgent(bytes);
        RemoteDisk disk = agent.connected();
        ByteBuffer into = ByteBuffer.allocate(MIB);
        Arrays.fill(into.array(), (byte) 0x55);
        List<Extent> parts = List.of(
                new Extent(MIB, 512, Extent.Kind.DATA),
                new Extent(MIB + 1024, 512, Extent.Kind.DATA),
                new Extent(MIB + 40_960, 8192, Extent.Kind.DATA));

        Optional<byte[]> hash = disk.readUsed(parts, MIB, into);

        byte[] expected = new byte[MIB];
        for (Extent part : parts) {
            int from = (int) part.offset();
            System.arraycopy(bytes, from, expected, from - MIB, (int) part.length());
        }
        assertThat(hash).hasValueSatisfying(one -> assertThat(one).isEqualTo(ChunkHash.of(expected, 0, MIB)));
        assertThat(into.array()).isEqualTo(expected);
        assertThat(agent.asked()).hasSize(1);
        assertThat(agent.asked().get(0).extents())
                .containsExactly(
                        new org.p2vworkbench.agent.wire.Extent(MIB, 512),
                        new org.p2vworkbench.agent.wire.Extent(MIB + 1024, 512),
                        new org.p2vworkbench.agent.wire.Extent(MIB + 40_960, 8192));
    }

    @Test
    void partsAtTheDisksEndAreNotAskedForBeyondIt() throws Exception {
        RemoteDisk disk = new FakeAgent(bytes).connected();
        long start = bytes.length / MIB * (long) MIB;
        ByteBuffer into = ByteBuffer.allocate((int) (bytes.length - start));
        List<Extent> parts = List.of(
                new Extent(start, 512, Extent.Kind.DATA), new Extent(bytes.length - 100, 100, Extent.Kind.DATA));

        assertThat(disk.readUsed(parts, start, into)).isPresent();

        assertThat(Arrays.copyOf(into.array(), 512))
                .isEqualTo(Arrays.copyOfRange(bytes, (int) start, (int) start + 512));
        assertThat(Arrays.copyOfRange(into.array(), 512, into.capacity() - 100)).containsOnly(0);
        assertThat(Arrays.copyOfRange(into.array(), into.capacity() - 100, into.capacity()))
                .isEqualTo(Arrays.copyOfRange(bytes, bytes.length - 100, bytes.length));
    }

    @Test
    void partsOfWhatIsNoChunkAreLeftToSmallerReads() throws Exception {
        FakeAgent agent = new FakeAgent(bytes);
        RemoteDisk disk = agent.connected();
        List<Extent> parts = List.of(new Extent(MIB, 4096, Extent.Kind.DATA));

        assertThat(disk.readUsed(parts, MIB / 2, ByteBuffer.allocate(MIB))).isEmpty();
        assertThat(disk.readUsed(parts, MIB, ByteBuffer.allocate(MIB / 2))).isEmpty();
        assertThat(agent.asked()).isEmpty();
    }

    @Test
    void partsThatCannotAllBeReadAreLeftToSmallerReads() throws Exception {
        List<Extent> parts = List.of(new Extent(0, 4096, Extent.Kind.DATA), new Extent(20_480, 4096, Extent.Kind.DATA));

        assertThat(new FakeAgent(bytes).withBadSectors(5).connected().readUsed(parts, 0, ByteBuffer.allocate(MIB)))
                .isEmpty();
        assertThat(new FakeAgent(bytes).lyingTimes(1).connected().readUsed(parts, 0, ByteBuffer.allocate(MIB)))
                .isEmpty();
        assertThat(new FakeAgent(bytes).tooSlowTimes(1).connected().readUsed(parts, 0, ByteBuffer.allocate(MIB)))
                .isEmpty();
    }

    @Test
    void badSectorsInAHashedChunkAreErrors() throws Exception {
        RemoteDisk disk = new FakeAgent(bytes).withBadSectors(5).connected();

        assertThatThrownBy(() -> disk.readHashed(0, ByteBuffer.allocate(MIB))).isInstanceOf(IOException.class);
    }

    private static byte[] read(RemoteDisk disk, long offset, int length) throws IOException {
        byte[] into = new byte[length];
        disk.read(offset, ByteBuffer.wrap(into));
        return into;
    }
}
