package org.p2vworkbench.reports.sizing;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.p2vworkbench.reports.inventory.DiskFacts;
import org.p2vworkbench.reports.inventory.GuestFacts;
import org.p2vworkbench.reports.inventory.HardwareFacts;
import org.p2vworkbench.reports.inventory.Inventory;

/**
 * How many bytes of the disks are in use.
 *
 * @param diskBytes of all disks
 * @param usedBytes of them in use; all of them when nobody could tell
 * @param measured whether filesystems said it, or the maps on the disks
 */
public record Allocation(long diskBytes, long usedBytes, boolean measured) {

    public static Allocation of(Inventory inventory) {
        long disks = inventory.diskBytes();
        Optional<Long> mapped = mapped(inventory.hardware());
        if (mapped.isPresent()) {
            return new Allocation(disks, mapped.get(), true);
        }
        List<GuestFacts.Filesystem> local =
                inventory.guest().map(guest -> guest.filesystems().orElse(List.of())).orElse(List.of()).stream()
                        .filter(filesystem -> filesystem.device().startsWith("/dev/"))
                        .filter(filesystem -> filesystem.usedBytes().isPresent())
                        .toList();
        if (local.isEmpty()) {
            return new Allocation(disks, disks, false);
        }
        long used = local.stream()
                .mapToLong(filesystem -> filesystem.usedBytes().orElse(0L))
                .reduce(0, Inventory::saturated);
        long seen = Inventory.saturated(used, unread(inventory));
        // A filesystem across disks that are not in the list, or mounted twice, can say more than there is.
        return new Allocation(disks, disks > 0 ? Math.min(disks, seen) : seen, true);
    }

    /**
     * By the maps on the disks themselves, where somebody looked at all of them. Of a set whose volume travels the members do
     * not.
     */
    private static Optional<Long> mapped(HardwareFacts hardware) {
        List<DiskFacts> fixed =
                hardware.disks().stream().filter(disk -> !disk.removable()).toList();
        List<HardwareFacts.RaidSet> sets = hardware.raidSets().stream()
                .filter(set -> set.usedBytes().isPresent())
                .toList();
        Set<String> members =
                sets.stream().flatMap(set -> set.members().stream()).collect(Collectors.toSet());
        List<DiskFacts> alone =
                fixed.stream().filter(disk -> !members.contains(disk.name())).toList();
        if (fixed.isEmpty() || !alone.stream().allMatch(disk -> disk.usedBytes().isKnown())) {
            return Optional.empty();
        }
        return Stream.concat(
                        sets.stream().map(set -> set.usedBytes().get()),
                        alone.stream().map(disk -> disk.usedBytes().orElse(0L)))
                .reduce(Inventory::saturated);
    }

    /** Partitions with something on them that no mounted filesystem accounts for travel whole. */
    private static long unread(Inventory inventory) {
        return inventory.hardware().disks().stream()
                .filter(disk -> !disk.removable())
                .flatMap(disk -> disk.partitions().stream())
                .filter(partition -> isOpaque(partition))
                .mapToLong(DiskFacts.Partition::sizeBytes)
                .reduce(0, Inventory::saturated);
    }

    private static boolean isOpaque(DiskFacts.Partition partition) {
        return List.of("BitLocker", "crypto_LUKS", "ReFS", "zfs_member", "VMFS").contains(partition.type());
    }
}
