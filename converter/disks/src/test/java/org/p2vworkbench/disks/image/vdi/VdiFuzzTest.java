package org.p2vworkbench.disks.image.vdi;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.p2vworkbench.disks.image.blocks.Mutants;
import org.p2vworkbench.fixtures.vdi.VdiWriter;

final class VdiFuzzTest {

    @Test
    void damagedImagesNeverCauseMoreThanAnIoException() {
        List<byte[]> good =
                List.of(VdiSamples.parent().bytes(), VdiSamples.child().bytes());

        Mutants.feed(40, 3000, good, List.of(0, 340, 340, VdiWriter.TABLE_AT), VdiFuzz::fuzzerTestOneInput);
    }
}
