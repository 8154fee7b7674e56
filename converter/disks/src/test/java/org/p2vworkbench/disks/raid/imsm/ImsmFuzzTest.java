package org.p2vworkbench.disks.raid.imsm;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.p2vworkbench.disks.image.blocks.Mutants;

final class ImsmFuzzTest {

    @Test
    void damagedDisksNeverCauseMoreThanAnIoException() {
        byte[] good = ImsmSets.set(5, 3, ImsmSets.CONTENT).get(2);
        int anchor = good.length - 1024;

        Mutants.feed(50, 1000, List.of(good), List.of(anchor, anchor, anchor - 512), ImsmFuzz::fuzzerTestOneInput);
    }
}
