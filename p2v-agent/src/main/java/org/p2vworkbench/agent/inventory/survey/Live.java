package org.p2vworkbench.agent.inventory.survey;

import java.util.List;

/**
 * What the machine does, seen while it runs.
 *
 * @param clockSkewSeconds how far the battery clock is off
 */
public record Live(
        Fact<Long> uptimeSeconds,
        Fact<List<Double>> loadAverage,
        Fact<Load> load,
        Fact<List<String>> services,
        Fact<List<String>> processes,
        Fact<List<Socket>> listening,
        Fact<List<Socket>> connections,
        Fact<Long> clockSkewSeconds,
        Fact<Boolean> rebootPending) {

    /**
     * How busy it is. Shares are of all processors, 0 to 1.
     *
     * @param seconds of watching; 0 when these are the counters since the start
     */
    public record Load(
            long seconds,
            int samples,
            double cpuP50,
            double cpuP95,
            double cpuMost,
            long memoryUsedP95Bytes,
            long readBytesPerSecondP95,
            long writeBytesPerSecondP95,
            long writeBytesPerSecond) {}

    /** An end of a connection; {@code peer} is empty of one that listens, {@code program} when not to be known. */
    public record Socket(String protocol, String local, String peer, String program) {}
}
