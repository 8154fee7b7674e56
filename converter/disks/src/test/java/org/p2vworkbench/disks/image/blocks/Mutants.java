package org.p2vworkbench.disks.image.blocks;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Damaged versions of good images, always the same ones for one seed. */
public final class Mutants {

    private static final int[] TELLING = {0, 1, 0x7f, 0x80, 0xff, 0xfe};

    /** Receives one damaged image. */
    public interface Target {
        void accept(byte[] image);
    }

    private Mutants() {}

    /**
     * @param structuresAt where most damage is done: in the 512 bytes from each of these offsets
     */
    public static void feed(long seed, int count, List<byte[]> good, List<Integer> structuresAt, Target target) {
        Random random = new Random(seed);
        for (int i = 0; i < count; i++) {
            byte[] image = mutated(random, good.get(random.nextInt(good.size())), structuresAt);
            try {
                target.accept(image);
            } catch (RuntimeException | Error failure) {
                throw new AssertionError("seed %d, mutant %d".formatted(seed, i), failure);
            }
        }
    }

    private static byte[] mutated(Random random, byte[] good, List<Integer> structuresAt) {
        byte[] image = random.nextInt(10) == 0 ? Arrays.copyOf(good, random.nextInt(good.length + 1)) : good.clone();
        for (int i = random.nextInt(4); i >= 0 && image.length > 0; i--) {
            int structure = structuresAt.get(random.nextInt(structuresAt.size())) + random.nextInt(512);
            int at = random.nextInt(5) == 0 ? random.nextInt(image.length) : structure % image.length;
            int run = 1 + random.nextInt(8);
            byte value = (byte) (random.nextBoolean() ? TELLING[random.nextInt(TELLING.length)] : random.nextInt());
            Arrays.fill(image, at, Math.min(image.length, at + run), value);
        }
        return image;
    }
}
