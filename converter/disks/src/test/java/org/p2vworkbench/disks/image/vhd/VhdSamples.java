package org.p2vworkbench.disks.image.vhd;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.p2vworkbench.fixtures.vhd.VhdWriter;

/** A parent and its child with every third sector rewritten, some blocks untouched, and what the child reads as. */
final class VhdSamples {

    static final UUID PARENT_ID = UUID.fromString("12345678-9abc-def0-1122-334455667788");
    static final int SECTORS = 1000;
    static final byte[] PARENT = random(1);
    static final byte[] OWN = random(2);
    static final BitSet OWN_SECTORS = new BitSet();
    static final byte[] CHILD = PARENT.clone();

    static {
        for (int sector = 130; sector < SECTORS; sector += 3) {
            if (sector / 128 != 3) {
                OWN_SECTORS.set(sector, Math.min(SECTORS, sector + 1 + sector % 2));
            }
        }
        OWN_SECTORS.stream().forEach(sector -> System.arraycopy(OWN, sector * 512, CHILD, sector * 512, 512));
    }

    private VhdSamples() {}

    static VhdWriter child() {
        return new VhdWriter(OWN).ownSectors(OWN_SECTORS).parent(PARENT_ID, "base.vhd");
    }

    static byte[] parent() {
        BitSet used = new BitSet();
        used.set(0, 640);
        return new VhdWriter(PARENT).ownSectors(used).id(PARENT_ID).sparse();
    }

    static Map<String, byte[]> chain(VhdWriter child) {
        return Map.of("base.vhd", parent(), "child.vhd", child.sparse());
    }

    private static byte[] random(int seed) {
        byte[] bytes = new byte[SECTORS * 512];
        new Random(seed).nextBytes(bytes);
        if (seed == 1) {
            Arrays.fill(bytes, 640 * 512, bytes.length, (byte) 0);
        }
        return bytes;
    }
}
