package org.p2vworkbench.disks.raid.judge;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.p2vworkbench.disks.BlockSource;

/**
 * What was found at the places where structures should be: a list of addresses where it was, one of those where it was
 * not. The choice of places comes from a fixed seed, so that the same volume is asked the same questions again.
 */
public final class Survey {

    private static final int ENOUGH = 500;
    /** So many contradictions, and more than confirmations: no need to go on. */
    private static final int HOPELESS = 16;

    /** Enough where whole volumes are not in question but single members. */
    private static final int ENOUGH_OF_PARTS = 200;

    private final long base;
    private final boolean ofParts;
    private final Random random = new Random(42);
    private final List<Long> met = new ArrayList<>();
    private final List<Long> missed = new ArrayList<>();

    /**
     * @param base where on the whole volume the surveyed filesystem begins
     * @param ofParts whether some parts of the volume are known to be wrong, so that contradictions are no reason to stop
     */
    Survey(long base, boolean ofParts) {
        this.base = base;
        this.ofParts = ofParts;
    }

    Random random() {
        return random;
    }

    /** Whether to stop asking. */
    boolean isEnough() {
        int asked = met.size() + missed.size();
        return ofParts
                ? asked >= ENOUGH_OF_PARTS
                : asked >= ENOUGH || missed.size() >= HOPELESS && missed.size() > met.size();
    }

    void found(long at, boolean asExpected) {
        (asExpected ? met : missed).add(base + at);
    }

    /**
     * The end of a file in its last block: behind it the block is zero. A block that is zero before it as well says
     * nothing, a file may end in zeros.
     *
     * @param strict whether bytes behind the end of the file are a contradiction; not where the filesystem leaves them
     */
    void endOfFile(Window block, int used, long at, boolean strict) {
        if (used <= 0 || used > block.length() - 4 || block.u8(used - 1) == 0) {
            return;
        }
        boolean zero = true;
        for (int i = used; i < block.length() && zero; i++) {
            zero = block.u8(i) == 0;
        }
        if (zero || strict) {
            found(at, zero);
        }
    }

    /** Bytes of a volume; what lies beyond its end is an expectation missed, told by a window without bytes. */
    Window read(BlockSource volume, long at, int length) throws IOException {
        if (at < 0 || length < 0 || at > volume.size() - length) {
            return new Window(at, new byte[0]);
        }
        ByteBuffer into = ByteBuffer.allocate(length);
        volume.read(at, into);
        return new Window(at, into.array());
    }

    /** Addresses on the whole volume where what should be there was. */
    public List<Long> met() {
        return List.copyOf(met);
    }

    /** Addresses on the whole volume where it was not. */
    public List<Long> missed() {
        return List.copyOf(missed);
    }
}
