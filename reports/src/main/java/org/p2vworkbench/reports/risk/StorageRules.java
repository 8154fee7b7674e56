package org.p2vworkbench.reports.risk;

import static org.p2vworkbench.reports.risk.Owner.CONSULTANT;
import static org.p2vworkbench.reports.risk.Owner.CUSTOMER;
import static org.p2vworkbench.reports.risk.Owner.TOOL;
import static org.p2vworkbench.reports.risk.Remedy.ASSISTED;
import static org.p2vworkbench.reports.risk.Remedy.AUTOMATIC;
import static org.p2vworkbench.reports.risk.Remedy.MANUAL;
import static org.p2vworkbench.reports.risk.Remedy.PLANNED;
import static org.p2vworkbench.reports.risk.Severity.BLOCKER;
import static org.p2vworkbench.reports.risk.Severity.HIGH;
import static org.p2vworkbench.reports.risk.Severity.LOW;
import static org.p2vworkbench.reports.risk.Severity.MEDIUM;
import static org.p2vworkbench.reports.risk.Situation.listed;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.p2vworkbench.reports.inventory.DiskFacts;
import org.p2vworkbench.reports.inventory.GuestFacts;
import org.p2vworkbench.reports.inventory.HardwareFacts;

/** STO: disks, RAID sets, and what stands between them and a copy. */
final class StorageRules {

    private static final long MOST_PENDING = 0;
    private static final long MOST_REALLOCATED = 50;
    private static final long SECTOR_4K = 4096;
    private static final long TWO_TIB = 2L << 40;
    private static final long ALIGNMENT = 4096;
    private static final Set<String> FOREIGN_TRANSPORTS = Set.of("fc", "iscsi");
    private static final Set<String> DYNAMIC = Set.of("ldm", "storage-spaces");

    private StorageRules() {}

    static List<Rule> all() {
        return List.of(
                new BuiltInRule("STO-001", HIGH, CONSULTANT, PLANNED, StorageRules::failing),
                new BuiltInRule("STO-002", HIGH, CUSTOMER, PLANNED, StorageRules::degraded),
                new BuiltInRule("STO-003", BLOCKER, CONSULTANT, ASSISTED, StorageRules::unproven),
                new BuiltInRule("STO-004", MEDIUM, TOOL, AUTOMATIC, StorageRules::fakeRaid),
                new BuiltInRule("STO-005", HIGH, CONSULTANT, ASSISTED, StorageRules::dynamicDisks),
                new BuiltInRule("STO-006", HIGH, CONSULTANT, ASSISTED, StorageRules::nativeFourK),
                new BuiltInRule("STO-007", MEDIUM, CONSULTANT, MANUAL, StorageRules::largeBootDisk),
                new BuiltInRule("STO-008", HIGH, CUSTOMER, MANUAL, StorageRules::externalDisks),
                new BuiltInRule("STO-009", MEDIUM, CONSULTANT, MANUAL, StorageRules::networkMounts),
                new BuiltInRule("STO-010", LOW, CONSULTANT, MANUAL, StorageRules::unaligned),
                new BuiltInRule("STO-011", BLOCKER, CONSULTANT, MANUAL, StorageRules::poolTooSmall));
    }

    private static Optional<String> failing(Situation at) {
        return listed(at.fixedDisks()
                .filter(disk -> disk.health()
                        .is(health -> !health.passed()
                                || health.pendingSectors() > MOST_PENDING
                                || health.reallocatedSectors() > MOST_REALLOCATED))
                .map(disk -> disk.name()
                        + disk.health()
                                .value()
                                .map(health -> ": SMART %s, %d pending, %d reallocated"
                                        .formatted(
                                                health.passed() ? "passed" : "FAILED",
                                                health.pendingSectors(),
                                                health.reallocatedSectors()))
                                .orElse("")));
    }

    private static Optional<String> degraded(Situation at) {
        return listed(sets(at, Set.of("degraded", "rebuilding", "failed")));
    }

    private static Optional<String> unproven(Situation at) {
        return listed(sets(at, Set.of("unproven")));
    }

    private static Stream<String> sets(Situation at, Set<String> states) {
        return at.hardware().raidSets().stream()
                .filter(set -> states.contains(set.state()))
                .map(set -> "%s: %s %s, %d/%d (%s)"
                        .formatted(
                                set.name(),
                                set.level(),
                                set.state(),
                                set.members().size(),
                                set.slots(),
                                set.source()));
    }

    private static Optional<String> fakeRaid(Situation at) {
        return listed(at.hardware().raidSets().stream()
                .filter(set -> !set.format().startsWith("md-") && !set.state().equals("unproven"))
                .map(set -> "%s: %s".formatted(set.format(), String.join(" ", set.members()))));
    }

    private static Optional<String> dynamicDisks(Situation at) {
        return listed(Stream.concat(
                at.hardware().volumes().stream()
                        .filter(volume -> DYNAMIC.contains(volume.kind()))
                        .map(HardwareFacts.Volume::name),
                at.partitions()
                        .filter(partition -> partition.type().equals("LDM_member"))
                        .map(DiskFacts.Partition::name)));
    }

    private static Optional<String> nativeFourK(Situation at) {
        return listed(at.fixedDisks()
                .filter(disk -> disk.logicalSectorBytes().is(bytes -> bytes == SECTOR_4K))
                .map(disk ->
                        disk.name() + ": 4096/" + disk.physicalSectorBytes().orElse(0L)));
    }

    private static Optional<String> largeBootDisk(Situation at) {
        boolean bios = at.hardware().platform().firmware().is("BIOS"::equals);
        return listed(at.fixedDisks()
                .filter(disk ->
                        disk.table().is("dos"::equals) && disk.sizeBytes().is(bytes -> bytes > TWO_TIB)
                                || bios && disk.table().is("gpt"::equals))
                .map(disk -> disk.name() + ": " + disk.table().orElse("") + (bios ? ", BIOS" : "")));
    }

    private static Optional<String> externalDisks(Situation at) {
        Stream<String> disks = at.fixedDisks()
                .filter(disk -> disk.transport().is(FOREIGN_TRANSPORTS::contains))
                .map(disk -> disk.name() + ": " + disk.transport().orElse(""));
        Stream<String> paths = at.hardware().volumes().stream()
                .filter(volume -> volume.kind().equals("mpath"))
                .map(volume -> volume.name() + ": multipath");
        Stream<String> sessions = at.guest(GuestFacts::iscsiTargets).orElse(List.of()).stream();
        return listed(Stream.of(disks, paths, sessions).flatMap(all -> all));
    }

    private static Optional<String> networkMounts(Situation at) {
        Set<String> network = Set.of("nfs", "nfs4", "cifs", "smbfs", "smb3", "glusterfs", "ceph");
        return listed(at.fstab()
                .filter(line -> network.contains(line.type()))
                .filter(line -> !List.of(line.options().split(",")).contains("nofail")
                        && !List.of(line.options().split(",")).contains("noauto"))
                .map(line -> line.place() + ": " + line.device()));
    }

    private static Optional<String> unaligned(Situation at) {
        return listed(at.partitions()
                // An extended partition is a table and no place of data.
                .filter(partition -> partition.sizeBytes() > ALIGNMENT && partition.startBytes() % ALIGNMENT != 0)
                .map(partition -> partition.name() + " @ " + partition.startBytes()));
    }

    private static Optional<String> poolTooSmall(Situation at) {
        long needed = (long) (at.time().usedBytes() * 1.1) + (2L << 30);
        return at.target().poolFreeBytes().filter(free -> free < needed).map(free -> free + " < " + needed);
    }
}
