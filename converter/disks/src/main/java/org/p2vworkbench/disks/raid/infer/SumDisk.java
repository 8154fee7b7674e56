package org.p2vworkbench.disks.raid.infer;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;
import org.p2vworkbench.disks.raid.judge.Window;

/**
 * The sum of all disks, where all were sampled. When they are a parity set with one member missing, this is the member:
 * its blocks say where they belong before anybody knows the layout.
 */
final class SumDisk {

    private SumDisk() {}

    static List<Window> windows(List<SampledDisk> disks) {
        return windows(disks, offset -> true);
    }

    /** @param wanted of which offsets of windows */
    static List<Window> windows(List<SampledDisk> disks, LongPredicate wanted) {
        List<Window> sums = new ArrayList<>();
        for (Window first : disks.get(0).commonWindows(disks)) {
            if (!wanted.test(first.offset())) {
                continue;
            }
            byte[] sum = new byte[first.length()];
            boolean empty = true;
            for (SampledDisk disk : disks) {
                disk.addTo(sum, first.offset());
            }
            for (int i = 0; i < sum.length && empty; i++) {
                empty = sum[i] == 0;
            }
            if (!empty) {
                sums.add(new Window(first.offset(), sum));
            }
        }
        return sums;
    }
}
