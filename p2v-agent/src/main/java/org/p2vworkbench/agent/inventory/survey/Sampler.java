package org.p2vworkbench.agent.inventory.survey;

import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Watches the load, by the counters of the kernel (proc.rst, sections 1.8 and 1.2; iostats.rst). */
final class Sampler {

    private static final long SECTOR_BYTES = 512;
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final int MOST_SAMPLES = 600;

    private final Path root;
    private final Waiting waiting;

    /** Lets time pass. */
    interface Waiting {
        void pass(Duration time) throws InterruptedException;
    }

    Sampler(Path root, Waiting waiting) {
        this.root = root;
        this.waiting = waiting;
    }

    /** Everything that is counted, at one moment. */
    private record Counters(long busy, long all, long read, long written, long memoryUsed) {}

    /** Since the machine started: one mean for each. */
    Live.Load sinceStart(long uptimeSeconds) {
        Counters now = counters();
        double cpu = now.all() == 0 ? 0 : (double) now.busy() / now.all();
        long seconds = Math.max(1, uptimeSeconds);
        return new Live.Load(
                0,
                1,
                rounded(cpu),
                rounded(cpu),
                rounded(cpu),
                now.memoryUsed(),
                now.read() / seconds,
                now.written() / seconds,
                now.written() / seconds);
    }

    Live.Load watch(Duration howLong) throws InterruptedIOException {
        Duration step = max(SHORTEST, howLong.dividedBy(MOST_SAMPLES));
        List<Double> cpu = new ArrayList<>();
        List<Double> memory = new ArrayList<>();
        List<Double> read = new ArrayList<>();
        List<Double> written = new ArrayList<>();
        Counters first = counters();
        Counters last = first;
        double seconds = step.toMillis() / 1000.0;
        int samples = (int) Math.max(1, howLong.toMillis() / step.toMillis());
        for (int i = 0; i < samples; i++) {
            pause(step);
            Counters now = counters();
            cpu.add(now.all() == last.all() ? 0 : (double) (now.busy() - last.busy()) / (now.all() - last.all()));
            memory.add((double) now.memoryUsed());
            read.add(Math.max(0, now.read() - last.read()) / seconds);
            written.add(Math.max(0, now.written() - last.written()) / seconds);
            last = now;
        }
        return new Live.Load(
                howLong.toSeconds(),
                samples,
                rounded(percentile(cpu, 50)),
                rounded(percentile(cpu, 95)),
                rounded(percentile(cpu, 100)),
                (long) percentile(memory, 95),
                (long) percentile(read, 95),
                (long) percentile(written, 95),
                (long) (Math.max(0, last.written() - first.written()) / (samples * seconds)));
    }

    private void pause(Duration step) throws InterruptedIOException {
        try {
            waiting.pass(step);
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            throw (InterruptedIOException)
                    new InterruptedIOException("interrupted while watching the load").initCause(interrupt);
        }
    }

    private Counters counters() {
        // cpu  user nice system idle iowait irq softirq steal
        String[] cpu = new TextFile(root.resolve("proc/stat"))
                .lines().stream().findFirst().orElse("").strip().split("\\s+");
        long all = 0;
        long idle = 0;
        for (int i = 1; i < Math.min(cpu.length, 9); i++) {
            all += number(cpu[i]);
            idle += i == 4 || i == 5 ? number(cpu[i]) : 0;
        }
        long read = 0;
        long written = 0;
        for (String line : new TextFile(root.resolve("proc/diskstats")).lines()) {
            String[] words = line.strip().split("\\s+");
            // Whole disks alone: partitions and volumes count the same bytes again.
            if (words.length > 9 && words[2].matches("(sd|hd|vd|xvd)[a-z]+|nvme\\d+n\\d+|cciss/c\\d+d\\d+")) {
                read += number(words[5]) * SECTOR_BYTES;
                written += number(words[9]) * SECTOR_BYTES;
            }
        }
        return new Counters(all - idle, all, read, written, memoryUsed());
    }

    private long memoryUsed() {
        MeminfoFile meminfo = MeminfoFile.of(root);
        // MemAvailable is there from Linux 3.14.
        long available = meminfo.bytes("MemAvailable") > 0
                ? meminfo.bytes("MemAvailable")
                : meminfo.bytes("MemFree") + meminfo.bytes("Buffers") + meminfo.bytes("Cached");
        return Math.max(0, meminfo.bytes("MemTotal") - available);
    }

    private static long number(String text) {
        return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : 0;
    }

    /** Nearest rank. */
    static double percentile(List<Double> values, int percent) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.isEmpty() ? 0 : sorted.get(Math.max(0, (int) Math.ceil(sorted.size() * percent / 100.0) - 1));
    }

    private static double rounded(double share) {
        return Math.round(share * 1000) / 1000.0;
    }

    private static Duration max(Duration a, Duration b) {
        return a.compareTo(b) >= 0 ? a : b;
    }
}
