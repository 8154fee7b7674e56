package org.p2vworkbench.disks.image.vdi;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.p2vworkbench.fixtures.vdi.VdiWriter;

/** A parent of five blocks of which one was never written, and a child that has two and discarded one. */
final class VdiSamples {

    static final UUID PARENT_ID = UUID.fromString("12345678-9abc-def0-1122-334455667788");
    static final UUID PARENT_STATE = UUID.fromString("fedcba98-7654-3210-aabb-ccddeeff0011");
    static final int BLOCK = 4096;
    static final byte[] PARENT = random(1);
    static final byte[] OWN = random(2);
    static final byte[] CHILD = PARENT.clone();

    static {
        Arrays.fill(PARENT, 2 * BLOCK, 3 * BLOCK, (byte) 0);
        System.arraycopy(PARENT, 2 * BLOCK, CHILD, 2 * BLOCK, BLOCK);
        System.arraycopy(OWN, 0, CHILD, 0, BLOCK);
        Arrays.fill(CHILD, BLOCK, 2 * BLOCK, (byte) 0);
        System.arraycopy(OWN, 4 * BLOCK, CHILD, 4 * BLOCK, CHILD.length - 4 * BLOCK);
    }

    private VdiSamples() {}

    static VdiWriter parent() {
        return new VdiWriter(PARENT).blockBytes(BLOCK).free(2).identity(PARENT_ID, PARENT_STATE);
    }

    static VdiWriter child() {
        return new VdiWriter(OWN)
                .blockBytes(BLOCK)
                .extraBytes(512)
                .zero(1)
                .free(2, 3)
                .parent(PARENT_ID, PARENT_STATE);
    }

    /** Named so that nothing but the identifier leads to the parent. */
    static Map<String, byte[]> folder(VdiWriter child) {
        return Map.of(
                "a.txt",
                new byte[7],
                "b.vdi",
                new VdiWriter(OWN).bytes(),
                "c.vdi",
                parent().bytes(),
                "{child}.vdi",
                child.bytes());
    }

    private static byte[] random(int seed) {
        byte[] bytes = new byte[4 * BLOCK + 1024];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
