package org.p2vworkbench.converter.hardware;

/** Virtual processors and how they are arranged; licences of old software count sockets, so the arrangement is kept. */
public record CpuTopology(int sockets, int coresPerSocket, int threadsPerCore) {

    /** More than any hypervisor gives one guest today; a description that asks for more is damaged. */
    public static final int MOST = 8192;

    public CpuTopology {
        if (sockets < 1
                || coresPerSocket < 1
                || threadsPerCore < 1
                || (long) sockets * coresPerSocket > MOST
                || (long) sockets * coresPerSocket * threadsPerCore > MOST) {
            throw new IllegalArgumentException(
                    "%d sockets, %d cores, %d threads".formatted(sockets, coresPerSocket, threadsPerCore));
        }
    }

    public static CpuTopology sockets(int count) {
        return new CpuTopology(count, 1, 1);
    }

    /** {@code count} processors in sockets of {@code cores}; a number of cores that does not divide them is ignored. */
    public static CpuTopology of(int count, int cores) {
        return cores > 0 && count % cores == 0 ? new CpuTopology(count / cores, cores, 1) : sockets(count);
    }

    public int count() {
        return sockets * coresPerSocket * threadsPerCore;
    }
}
