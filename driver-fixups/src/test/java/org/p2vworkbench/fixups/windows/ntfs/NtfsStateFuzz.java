package org.p2vworkbench.fixups.windows.ntfs;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Random;
import org.p2vworkbench.fixups.guest.GuestTree;

/** Fuzz target: whatever a volume holds, asking for its state ends with an answer or an IOException. */
public final class NtfsStateFuzz {

    private static final int ROUNDS = 4000;

    private NtfsStateFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        try {
            NtfsState.of(device(data), "fuzz");
        } catch (IOException expected) {
            // Malformed input is refused this way and no other.
        }
    }

    /** A device that holds these bytes, and zeros behind them. */
    private static GuestTree device(byte[] data) {
        return (GuestTree) Proxy.newProxyInstance(
                GuestTree.class.getClassLoader(), new Class<?>[] {GuestTree.class}, (self, method, asked) -> {
                    if (!method.getName().equals("readDevice")) {
                        throw new UnsupportedOperationException(method.getName());
                    }
                    long offset = (long) asked[1];
                    int length = (int) asked[2];
                    if (offset < 0) {
                        throw new AssertionError("asked for bytes at " + offset);
                    }
                    return offset >= data.length
                            ? new byte[length]
                            : Arrays.copyOfRange(data, (int) offset, (int) offset + length);
                });
    }

    static void spoil(byte[] sound) {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] spoiled = sound.clone();
            for (int i = random.nextInt(5); i >= 0; i--) {
                int near = random.nextBoolean() ? random.nextInt(128) : random.nextInt(spoiled.length);
                spoiled[near] = (byte) random.nextInt(256);
            }
            try {
                fuzzerTestOneInput(spoiled);
            } catch (RuntimeException | Error escaped) {
                throw new AssertionError("seed %d, round %d".formatted(seed, round), escaped);
            }
        }
    }
}
