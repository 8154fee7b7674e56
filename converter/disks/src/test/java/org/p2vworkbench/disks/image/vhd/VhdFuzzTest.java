package org.p2vworkbench.disks.image.vhd;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.p2vworkbench.disks.image.blocks.Mutants;
import org.p2vworkbench.fixtures.vhd.VhdWriter;

final class VhdFuzzTest {

    @Test
    void damagedImagesNeverCauseMoreThanAnIoException() {
        List<byte[]> good = List.of(
                VhdSamples.parent(),
                VhdSamples.child().locator("W2ru", ".\\base.vhd").sparse(),
                new VhdWriter(VhdSamples.PARENT).fixed());

        Mutants.feed(20, 300, good, List.of(0, 512, 1024, 1536, 5632), VhdFuzz::fuzzerTestOneInput);
    }
}
