package org.p2vworkbench.disks.image.vhdx;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.p2vworkbench.fixtures.vhdx.VhdxWriter;

/** A parent with an absent block, its child with scattered sectors of its own, and what the child reads as. */
final class VhdxSamples {

    static final UUID PARENT_DATA = UUID.fromString("12345678-9abc-def0-1122-334455667788");
    static final int MIB = 1 << 20;
    static final int SECTORS = 3 * 2048 + 5;
    static final byte[] PARENT = new byte[SECTORS * 512];
    static final byte[] OWN = new byte[SECTORS * 512];
    static final BitSet OWN_SECTORS = new BitSet();
    static final byte[] CHILD;

    static {
        new Random(1).nextBytes(PARENT);
        new Random(2).nextBytes(OWN);
        Arrays.fill(PARENT, MIB, 2 * MIB, (byte) 0);
        OWN_SECTORS.set(2048 * 2, 2048 * 3);
        for (int sector = 11; sector < 2048; sector += 7) {
            OWN_SECTORS.set(sector, sector + 1 + sector % 3);
        }
        CHILD = PARENT.clone();
        OWN_SECTORS.stream().forEach(sector -> System.arraycopy(OWN, sector * 512, CHILD, sector * 512, 512));
    }

    private VhdxSamples() {}

    static byte[] parent() {
        BitSet used = new BitSet();
        used.set(0, 2048);
        used.set(4096, SECTORS);
        return new VhdxWriter(PARENT).ownSectors(used).dataWriteId(PARENT_DATA).bytes();
    }

    static VhdxWriter child() {
        return new VhdxWriter(OWN).ownSectors(OWN_SECTORS).parent("parent_linkage", "{" + PARENT_DATA + "}");
    }

    static Map<String, byte[]> chain(VhdxWriter child) {
        return Map.of("base.vhdx", parent(), "child.vhdx", child.bytes());
    }
}
