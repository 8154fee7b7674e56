package org.p2vworkbench.disks.raid.infer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.raid.set.RaidDisk;
import org.p2vworkbench.disks.raid.set.RaidSet;

/**
 * One case put to the inference and its answer compared with the truth: the bytes of the volume, over every part that the
 * filesystem and its table take.
 */
record InferenceTrial(InferenceCase question, List<RaidSet> answer, double seconds, long mostBytesRead) {

    private static final int PROBES = 512;
    private static final int PROBE = 4096;
    /** Of chunks: where a wrong layout shows first. */
    private static final int BORDERS = 2048;

    private static final int BORDER = 512;

    static InferenceTrial of(InferenceCase question) throws IOException {
        List<RaidDisk> disks = question.members.stream().map(RaidDisk::of).toList();
        long started = System.nanoTime();
        List<RaidSet> sets = new RaidInference().infer(disks);
        double seconds = (System.nanoTime() - started) / 1e9;
        long most = question.members.stream()
                .mapToLong(ArrayMember::bytesRead)
                .max()
                .orElse(0);
        return new InferenceTrial(question, sets, seconds, most);
    }

    double confidence() {
        return answer.isEmpty() ? 0 : answer.get(0).confidence();
    }

    /** Whether the answer reads as the truth does, whatever it is called: many layouts have data in the same places. */
    boolean isExact() throws IOException {
        if (answer.isEmpty() || answer.get(0).volume().isEmpty()) {
            return false;
        }
        BlockSource volume = answer.get(0).volume().get();
        long used = question.usedBytes();
        if (volume.size() < used || !isSame(volume, 0, PROBE) || !isSame(volume, used - PROBE, PROBE)) {
            return false;
        }
        Random random = new Random(question.seed);
        for (int i = 0; i < PROBES; i++) {
            if (!isSame(volume, (long) (random.nextDouble() * (used / PROBE - 1)) * PROBE, PROBE)) {
                return false;
            }
        }
        long chunk = question.array.chunk();
        long step = Math.max(chunk, used / BORDERS / chunk * chunk);
        for (long border = chunk; border + BORDER <= used; border += step) {
            if (!isSame(volume, border - BORDER, 2 * BORDER)) {
                return false;
            }
        }
        return true;
    }

    private boolean isSame(BlockSource volume, long at, int length) throws IOException {
        byte[] truth = new byte[length];
        question.volume(at, truth);
        ByteBuffer found = ByteBuffer.allocate(length);
        volume.read(at, found);
        return Arrays.equals(truth, found.array());
    }

    /** Whether it is also called as the one who made it calls it. */
    boolean hasSameName() {
        RaidSet set = answer.get(0);
        NaiveArray made = question.array;
        return set.level().label().equals(made.level())
                && set.layout().equals(made.level().equals("raid4") ? set.layout() : made.layout())
                && set.members().size() == made.slots();
    }

    boolean isWrongAndConfident() throws IOException {
        return confidence() > 0.9 && !isExact();
    }
}
