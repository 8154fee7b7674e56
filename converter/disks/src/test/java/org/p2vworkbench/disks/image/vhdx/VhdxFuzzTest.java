package org.p2vworkbench.disks.image.vhdx;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.p2vworkbench.disks.image.blocks.Mutants;
import org.p2vworkbench.fixtures.vhdx.VhdxLogWriter;
import org.p2vworkbench.fixtures.vhdx.VhdxLogWriter.Change;
import org.p2vworkbench.fixtures.vhdx.VhdxWriter;

final class VhdxFuzzTest {

    @Test
    void damagedImagesNeverCauseMoreThanAnIoException() {
        byte[] content = Arrays.copyOf(VhdxSamples.OWN, 8192);
        BitSet own = new BitSet();
        own.set(3, 5);
        byte[] child = new VhdxWriter(content)
                .ownSectors(own)
                .parent("parent_linkage", "{" + VhdxSamples.PARENT_DATA + "}")
                .parent("relative_path", "base.vhdx")
                .bytes();
        byte[] dirty = new VhdxLogWriter(new VhdxWriter(content).bytes(), new UUID(1, 2))
                .entry(Change.data(VhdxWriter.METADATA_AT, new byte[4096]), Change.zero(0, 4096))
                .bytes();
        List<Integer> structures = List.of(
                64 * 1024,
                192 * 1024,
                1 << 20,
                VhdxWriter.METADATA_AT,
                VhdxWriter.METADATA_AT + 0x10000,
                VhdxWriter.TABLE_AT,
                VhdxWriter.TABLE_AT + 8 * 4096);

        Mutants.feed(30, 120, List.of(child, dirty), structures, VhdxFuzz::fuzzerTestOneInput);
    }
}
