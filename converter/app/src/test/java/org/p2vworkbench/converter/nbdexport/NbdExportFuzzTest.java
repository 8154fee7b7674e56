package org.p2vworkbench.converter.nbdexport;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The fuzz target with a sound conversation, spoiled a few thousand times. */
class NbdExportFuzzTest {

    private static final int ROUNDS = 5000;

    @Test
    void spoiledConversationsEndInOrder() {
        byte[] sound = conversation();
        NbdExportFuzz.fuzzerTestOneInput(sound);
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] spoiled = sound.clone();
            for (int i = random.nextInt(4); i >= 0; i--) {
                int at = random.nextInt(spoiled.length);
                spoiled[at] =
                        random.nextBoolean() ? (byte) random.nextInt() : (byte) (spoiled[at] ^ 1 << random.nextInt(8));
            }
            byte[] cut = random.nextInt(5) == 0 ? Arrays.copyOf(spoiled, random.nextInt(spoiled.length)) : spoiled;
            try {
                NbdExportFuzz.fuzzerTestOneInput(cut);
            } catch (RuntimeException | Error escaped) {
                throw new AssertionError("seed %d, round %d".formatted(seed, round), escaped);
            }
        }
    }

    private static byte[] conversation() {
        byte[] context = "base:allocation".getBytes(StandardCharsets.US_ASCII);
        ByteBuffer said = ByteBuffer.allocate(1000).putInt(3);
        option(said, 3, ByteBuffer.allocate(0));
        option(said, 8, ByteBuffer.allocate(0));
        ByteBuffer query =
                ByteBuffer.allocate(27).putInt(0).putInt(1).putInt(15).put(context);
        option(said, 9, query.flip());
        option(said, 10, query.rewind());
        option(said, 6, ByteBuffer.allocate(6));
        option(said, 7, ByteBuffer.allocate(8).putShort(4, (short) 1).putShort(6, (short) 3));
        request(said, 0, 0, 0, 4096);
        request(said, 0, 7, 100, 50_000);
        request(said, 8, 7, 0, 100_000);
        request(said, 0, 1, 0, 64).put(new byte[64]);
        request(said, 0, 4, 0, 512);
        request(said, 0, 0, 90_000, 10_000);
        request(said, 0, 2, 0, 0);
        return Arrays.copyOf(said.array(), said.position());
    }

    private static void option(ByteBuffer said, int option, ByteBuffer data) {
        said.putLong(0x49484156454f5054L)
                .putInt(option)
                .putInt(data.remaining())
                .put(data);
    }

    private static ByteBuffer request(ByteBuffer said, int flags, int command, long offset, int length) {
        return said.putInt(0x25609513)
                .putShort((short) flags)
                .putShort((short) command)
                .putLong(1)
                .putLong(offset)
                .putInt(length);
    }
}
