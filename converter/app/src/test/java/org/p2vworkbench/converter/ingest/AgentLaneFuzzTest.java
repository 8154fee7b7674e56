package org.p2vworkbench.converter.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.p2vworkbench.agent.wire.Chunk;
import org.p2vworkbench.agent.wire.Extent;
import org.p2vworkbench.agent.wire.Fingerprint;
import org.p2vworkbench.agent.wire.Hashes;
import org.p2vworkbench.agent.wire.Reply;
import org.p2vworkbench.agent.wire.ReplyStream;
import org.p2vworkbench.converter.ledger.ChunkHash;

/** The fuzz target with sound answers, spoiled many times. */
@Timeout(60)
class AgentLaneFuzzTest {

    private static final int ROUNDS = 1500;

    @Test
    void spoiledAnswersEndEachQuestion() throws IOException {
        byte[] sound = answers();
        AgentLaneFuzz.fuzzerTestOneInput(sound);
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] spoiled = spoiled(sound, random);
            try {
                AgentLaneFuzz.fuzzerTestOneInput(spoiled);
            } catch (RuntimeException | Error escaped) {
                throw new AssertionError("seed %d, round %d".formatted(seed, round), escaped);
            }
        }
    }

    /** Most of the bytes are payload, and what is wrong there is found by its hash: most of the faults go to the rest. */
    private static byte[] spoiled(byte[] sound, Random random) {
        byte[] spoiled = random.nextInt(5) == 0 ? Arrays.copyOf(sound, random.nextInt(sound.length)) : sound.clone();
        for (int i = random.nextInt(4); i >= 0 && spoiled.length > 0; i--) {
            int at = random.nextInt(random.nextBoolean() ? Math.min(200, spoiled.length) : spoiled.length);
            spoiled[at] =
                    random.nextBoolean() ? (byte) random.nextInt() : (byte) (spoiled[at] ^ 1 << random.nextInt(8));
        }
        return spoiled;
    }

    @Test
    void soundAnswersAreWhatWasAskedFor() throws Exception {
        ReadAnswers read = new ReadAnswers(new Extent(AgentLaneFuzz.READ_AT, AgentLaneFuzz.READ_BYTES));

        for (Reply reply : chunks()) {
            assertThat(read.take(reply)).isFalse();
        }
        assertThat(read.take(Reply.Done.COMPLETE)).isTrue();

        assertThat(read.await().chunks()).hasSize(3);
    }

    private static byte[] answers() throws IOException {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        ReplyStream.Writer writer = new ReplyStream.Writer(said);
        writer.write(AgentLaneFuzz.HASH_ID, hashes(0, 2));
        List<Reply> chunks = chunks();
        writer.write(AgentLaneFuzz.READ_ID, chunks.get(0));
        writer.write(AgentLaneFuzz.READ_ID, chunks.get(1));
        writer.write(AgentLaneFuzz.HASH_ID, hashes(5L * AgentLaneFuzz.CHUNK_BYTES, 1));
        writer.write(AgentLaneFuzz.HASH_ID, Reply.Done.COMPLETE);
        writer.write(AgentLaneFuzz.DISKS_ID, new Reply.Disks(List.of()));
        writer.write(AgentLaneFuzz.READ_ID, chunks.get(2));
        writer.write(AgentLaneFuzz.READ_ID, Reply.Done.COMPLETE);
        return said.toByteArray();
    }

    /** A chunk of zeros, one as it is, one of zeros again. */
    private static List<Reply> chunks() {
        int bytes = AgentLaneFuzz.CHUNK_BYTES;
        byte[] plain = new byte[bytes];
        new Random(1).nextBytes(plain);
        Fingerprint none = Fingerprint.of(new byte[bytes], 0, bytes);
        ByteBuffer empty = ByteBuffer.allocate(0);
        long at = AgentLaneFuzz.READ_AT;
        return List.of(
                new Chunk(at, bytes, Chunk.Encoding.ZERO, none, List.of(), empty),
                new Chunk(
                        at + bytes,
                        bytes,
                        Chunk.Encoding.RAW,
                        Fingerprint.of(plain, 0, bytes),
                        List.of(),
                        ByteBuffer.wrap(plain)),
                new Chunk(at + 2L * bytes, bytes, Chunk.Encoding.ZERO, none, List.of(), empty));
    }

    private static Hashes hashes(long offset, int count) {
        Hashes.Hash one = new Hashes.Hash(Hashes.State.DATA, new byte[ChunkHash.BYTES]);
        return new Hashes(
                offset,
                AgentLaneFuzz.CHUNK_BYTES,
                (long) count * AgentLaneFuzz.CHUNK_BYTES,
                Collections.nCopies(count, one));
    }
}
