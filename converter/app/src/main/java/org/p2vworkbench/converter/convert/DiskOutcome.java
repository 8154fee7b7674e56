package org.p2vworkbench.converter.convert;

import java.util.List;
import org.p2vworkbench.converter.copy.LostRange;

/**
 * A disk after its copy.
 *
 * @param usedBytes what the source holds as far as it can tell
 * @param copiedBytes what this run read and wrote; less than used when it went on from an earlier one
 * @param root hash over all chunks, hexadecimal
 * @param lost what could not be read, of this run and of those before
 */
public record DiskOutcome(
        MachinePlan.DiskPlan plan, long usedBytes, long copiedBytes, String root, List<LostRange> lost) {

    public DiskOutcome {
        lost = List.copyOf(lost);
    }
}
