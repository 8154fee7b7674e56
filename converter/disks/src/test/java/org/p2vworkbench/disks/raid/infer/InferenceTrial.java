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

    private static final int PROBES = 1500;
    private static final int PROBE = 512;

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

    boolean isExact() throws IOException {
        if (answer.isEmpty() || answer.get(0).volume().isEmpty()) {
            return false;
        }
        BlockSource volume = answer.get(0).volume().get();
        Random random = new Random(question.seed);
        if (volume.size() < question.usedBytes()) {
            return false;
        }
        for (int i = 0; i < PROBES; i++) {
            long at = i == 0 ? 0 : (long) (random.nextDouble() * (question.usedBytes() / PROBE - 1)) * PROBE;
            byte[] truth = new byte[PROBE];
            question.volume(at, truth);
            ByteBuffer found = ByteBuffer.allocate(PROBE);
            volume.read(at, found);
            if (!Arrays.equals(truth, found.array())) {
                return false;
            }
        }
        return true;
    }

    boolean isWrongAndConfident() throws IOException {
        return confidence() > 0.9 && !isExact();
    }
}
