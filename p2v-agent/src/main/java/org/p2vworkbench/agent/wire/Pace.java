package org.p2vworkbench.agent.wire;

/**
 * How long something takes for each byte, as it was of late: the mean, in which what is {@link #MEMORY_BYTES} ago counts for
 * a third of what is now.
 */
public final class Pace {

    private static final double MEMORY_BYTES = 16 << 20;

    /** What small pieces take tells more of what is done around them. */
    private static final int LEAST_BYTES = 8 << 10;

    private volatile double nanosecondsPerByte = Double.NaN;

    /** For one thread at a time. */
    void took(int bytes, long nanoseconds) {
        if (bytes < LEAST_BYTES) {
            return;
        }
        double now = (double) nanoseconds / bytes;
        double before = nanosecondsPerByte;
        double weight = Math.exp(-bytes / MEMORY_BYTES);
        nanosecondsPerByte = Double.isNaN(before) ? now : before * weight + now * (1 - weight);
    }

    /** Not a number while nothing is known. */
    public double nanosecondsPerByte() {
        return nanosecondsPerByte;
    }
}
