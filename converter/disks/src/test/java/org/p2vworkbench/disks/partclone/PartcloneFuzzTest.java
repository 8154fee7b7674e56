package org.p2vworkbench.disks.partclone;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.p2vworkbench.disks.image.blocks.Mutants;

final class PartcloneFuzzTest {

    @Test
    void damagedStreamsNeverCauseMoreThanAnIoException() {
        List<byte[]> good = List.of(
                begun(Streams.v2(PartcloneChecksum.CRC32, 16, true, PartcloneHeader.BitmapMode.BITS)),
                begun(Streams.v1(4)),
                begun(Streams.ntfsclone()));

        Mutants.feed(40, 2000, good, List.of(0, 60, 110), PartcloneFuzz::fuzzerTestOneInput);
    }

    /** The rest is blocks. */
    private static byte[] begun(byte[] image) {
        return Arrays.copyOf(image, 20_000);
    }
}
