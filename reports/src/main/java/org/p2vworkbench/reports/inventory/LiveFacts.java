package org.p2vworkbench.reports.inventory;

import java.util.List;

/** What the machine does, seen while it runs. */
public record LiveFacts(
        Fact<Long> uptimeSeconds,
        Fact<List<Double>> loadAverage,
        Fact<Load> load,
        Fact<List<String>> services,
        Fact<List<String>> processes,
        Fact<List<Socket>> listening,
        Fact<List<Socket>> connections,
        Fact<Long> clockSkewSeconds,
        Fact<Boolean> rebootPending) {

    public LiveFacts {
        uptimeSeconds = Missing.fact(uptimeSeconds);
        loadAverage = Missing.fact(loadAverage);
        load = Missing.fact(load);
        services = Missing.fact(services);
        processes = Missing.fact(processes);
        listening = Missing.fact(listening);
        connections = Missing.fact(connections);
        clockSkewSeconds = Missing.fact(clockSkewSeconds);
        rebootPending = Missing.fact(rebootPending);
    }

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
            long writeBytesPerSecond) {

        public Load {
            seconds = Missing.amount(seconds);
            cpuP50 = share(cpuP50);
            cpuP95 = share(cpuP95);
            cpuMost = share(cpuMost);
            memoryUsedP95Bytes = Missing.amount(memoryUsedP95Bytes);
            readBytesPerSecondP95 = Missing.amount(readBytesPerSecondP95);
            writeBytesPerSecondP95 = Missing.amount(writeBytesPerSecondP95);
            writeBytesPerSecond = Missing.amount(writeBytesPerSecond);
        }

        private static double share(double number) {
            return Double.isFinite(number) ? Math.max(0, Math.min(1, number)) : 0;
        }
    }

    /** An end of a connection; {@code peer} is empty of one that listens, {@code program} when not to be known. */
    public record Socket(String protocol, String local, String peer, String program) {

        public Socket {
            protocol = Missing.text(protocol);
            local = Missing.text(local);
            peer = Missing.text(peer);
            program = Missing.text(program);
        }
    }
}
