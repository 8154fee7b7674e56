package org.p2vworkbench.agent.wire;

import java.security.SecureRandom;
import java.util.Arrays;
import org.apache.sshd.common.random.AbstractRandom;
import org.apache.sshd.common.random.Random;
import org.apache.sshd.common.random.RandomFactory;

/**
 * The platform's secure random bytes, drawn 4 KiB at a time. Each packet of SSH wants a few for its padding, and asking the
 * platform so often is work that HotSpot finds worth compiling, at the price of copying 100 MB.
 */
public final class RandomReserve extends AbstractRandom implements RandomFactory {

    private static final int RESERVE_BYTES = 4096;

    private final SecureRandom platform = new SecureRandom();
    private final byte[] reserve = new byte[RESERVE_BYTES];
    private int used = RESERVE_BYTES;

    @Override
    public String getName() {
        return platform.getAlgorithm();
    }

    @Override
    public boolean isSupported() {
        return true;
    }

    /** All sessions of a server or client draw from the one. */
    @Override
    public Random create() {
        return this;
    }

    /** What was handed out is not kept: it may become a secret. */
    @Override
    public synchronized void fill(byte[] bytes, int start, int count) {
        if (count > RESERVE_BYTES) {
            byte[] many = new byte[count];
            platform.nextBytes(many);
            System.arraycopy(many, 0, bytes, start, count);
            return;
        }
        if (count > RESERVE_BYTES - used) {
            platform.nextBytes(reserve);
            used = 0;
        }
        System.arraycopy(reserve, used, bytes, start, count);
        Arrays.fill(reserve, used, used + count, (byte) 0);
        used += count;
    }

    @Override
    public int random(int bound) {
        return platform.nextInt(bound);
    }
}
