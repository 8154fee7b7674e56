package org.p2vworkbench.reports.sizing;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.p2vworkbench.reports.inventory.DiskFacts;
import org.p2vworkbench.reports.inventory.HardwareFacts;
import org.p2vworkbench.reports.inventory.Inventory;

/**
 * How long moving the machine takes.
 *
 * <p>The copy runs at the rate of the slowest term; bytes over that rate, plus what does not depend on bytes. The range is the
 * half of cases (p50) and nine tenths of them (p90): until enough migrations are on record, p90 is 1.35 times p50.
 *
 * @param terms what could limit, slowest first
 * @param usedBytes that travel
 * @param measured whether filesystems said how many; else all bytes count
 */
public record MoveTime(
        List<Term> terms, long usedBytes, boolean measured, double copySeconds, double p50Seconds, double p90Seconds) {

    private static final double P90_FACTOR = 1.35;

    /** Share of a link that TCP and SSH leave for the bytes of disks. */
    private static final double LINK_SHARE = 0.94;

    private static final long BYTES_PER_MEGABIT = 125_000;

    /** What a server disk of the last twenty years reads in sequence, on the average over its zones. */
    private static final long ROTATING_RATE = 80_000_000;

    /** Of a rotating disk's rate at its beginning: the innermost tracks give about half of it. */
    private static final double MEAN_OF_ZONES = 0.75;

    private static final long SOLID_RATE = 350_000_000;

    /** SHA-256 and AES-GCM on one lane of an old processor; several lanes run beside each other. */
    private static final long PROCESSOR_RATE = 150_000_000;

    private static final long TARGET_RATE = 300_000_000;
    private static final long ASSUMED_MEGABITS = 1000;

    private static final double START_AGENT_SECONDS = 300;
    /** An appliance starts, and looks for what does not fit. */
    public static final double REPAIR_SECONDS = 180;

    private static final double TEST_BOOT_SECONDS = 300;

    public MoveTime {
        terms = List.copyOf(terms);
    }

    /**
     * Something that limits the rate.
     *
     * @param name "read", "link", "processor", "target"
     * @param assumed whether it is a usual number and nobody measured it
     */
    public record Term(String name, long bytesPerSecond, boolean assumed) {}

    public static MoveTime of(Inventory inventory, Target target) {
        return of(inventory, Allocation.of(inventory), target);
    }

    /** The same where it is known otherwise how much travels. */
    public static MoveTime of(Inventory inventory, Allocation allocation, Target target) {
        List<Term> terms = Stream.of(read(inventory), link(inventory, target), processor(inventory), targetDisks())
                .sorted(Comparator.comparingLong(Term::bytesPerSecond))
                .toList();
        double copy = allocation.usedBytes() / (double) terms.get(0).bytesPerSecond();
        double p50 =
                START_AGENT_SECONDS + copy + verifySeconds(allocation.usedBytes()) + REPAIR_SECONDS + TEST_BOOT_SECONDS;
        return new MoveTime(terms, allocation.usedBytes(), allocation.measured(), copy, p50, p50 * P90_FACTOR);
    }

    /** How long it takes to read the copy back. */
    public double verifySeconds() {
        return verifySeconds(usedBytes);
    }

    private static double verifySeconds(long bytes) {
        return bytes / (double) TARGET_RATE;
    }

    /** What limits. */
    public Term bottleneck() {
        return terms.get(0);
    }

    /** How many times faster it would be without the bottleneck, until the next one. */
    public double gainWithoutBottleneck() {
        return terms.get(1).bytesPerSecond() / (double) terms.get(0).bytesPerSecond();
    }

    /**
     * Lanes read one disk after the other. Where each was measured, the rate is that of all bytes over all time; a disk is
     * fastest at its beginning, where it was measured, and on the average about three quarters of that if it rotates. Else the
     * slowest kind counts.
     */
    private static Term read(Inventory inventory) {
        List<DiskFacts> fixed = inventory.hardware().disks().stream()
                .filter(disk -> !disk.removable())
                .toList();
        if (!fixed.isEmpty()
                && fixed.stream().allMatch(disk -> disk.readBytesPerSecond().is(rate -> rate > 0))) {
            double bytes = 0;
            double seconds = 0;
            for (DiskFacts disk : fixed) {
                long size = Math.max(1, disk.sizeBytes().orElse(1L));
                bytes += size;
                seconds += size / (disk.readBytesPerSecond().orElse(1L) * (disk.rotational() ? MEAN_OF_ZONES : 1));
            }
            return new Term("read", (long) Math.max(1, bytes / seconds), false);
        }
        boolean rotating = inventory.hardware().disks().stream()
                .filter(disk -> !disk.removable())
                .anyMatch(DiskFacts::rotational);
        return new Term("read", rotating ? ROTATING_RATE : SOLID_RATE, true);
    }

    private static Term link(Inventory inventory, Target target) {
        Optional<Long> card = inventory.hardware().nics().stream()
                .filter(HardwareFacts.Nic::linkUp)
                .map(HardwareFacts.Nic::speedMegabits)
                .filter(speed -> speed > 0)
                .max(Comparator.naturalOrder());
        long megabits = Stream.of(card, target.linkMegabits())
                .flatMap(Optional::stream)
                .min(Comparator.naturalOrder())
                .orElse(ASSUMED_MEGABITS);
        boolean assumed = card.isEmpty() && target.linkMegabits().isEmpty();
        long most = Math.min(megabits, Long.MAX_VALUE / (2 * BYTES_PER_MEGABIT));
        return new Term("link", (long) Math.max(1, most * BYTES_PER_MEGABIT * LINK_SHARE), assumed);
    }

    private static Term processor(Inventory inventory) {
        long threads = Math.min(64, inventory.hardware().processor().threads().orElse(1L));
        return new Term("processor", PROCESSOR_RATE * Math.max(1, threads / 2), true);
    }

    private static Term targetDisks() {
        return new Term("target", TARGET_RATE, true);
    }
}
