package org.p2vworkbench.disks.volume.ldm;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.p2vworkbench.disks.image.blocks.Mutants;
import org.p2vworkbench.fixtures.ldm.LdmDisk;

final class LdmFuzzTest {

    /** The header, the tables, and the slots of the records, which no checksum covers. */
    private static final List<Integer> STRUCTURES = IntStream.concat(
                    IntStream.of(0, 6, LdmDisk.DATABASE_AT + 1, LdmDisk.DATABASE_AT + 2),
                    IntStream.range(0, 40).map(i -> LdmDisk.DATABASE_AT + LdmDisk.VMDB_AT + i % 5))
            .mapToObj(sector -> sector * 512)
            .toList();

    @Test
    void damagedDatabasesNeverEndInAnythingButAnIoException() {
        List<byte[]> good = List.of(
                LdmGroupsTest.simple(0).bytes(),
                LdmGroupsTest.mirrored(0).bytes(),
                LdmGroupsTest.parity(1).bytes());

        Mutants.feed(11, 1000, good, STRUCTURES, LdmFuzz::fuzzerTestOneInput);
    }
}
