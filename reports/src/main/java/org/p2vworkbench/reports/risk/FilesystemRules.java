package org.p2vworkbench.reports.risk;

import static org.p2vworkbench.reports.risk.Owner.CONSULTANT;
import static org.p2vworkbench.reports.risk.Owner.CUSTOMER;
import static org.p2vworkbench.reports.risk.Owner.TOOL;
import static org.p2vworkbench.reports.risk.Remedy.ASSISTED;
import static org.p2vworkbench.reports.risk.Remedy.AUTOMATIC;
import static org.p2vworkbench.reports.risk.Remedy.MANUAL;
import static org.p2vworkbench.reports.risk.Severity.BLOCKER;
import static org.p2vworkbench.reports.risk.Severity.HIGH;
import static org.p2vworkbench.reports.risk.Severity.MEDIUM;
import static org.p2vworkbench.reports.risk.Situation.listed;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.p2vworkbench.reports.inventory.DiskFacts;
import org.p2vworkbench.reports.inventory.GuestFacts;

/** FS and ENC: what state filesystems are in, and whether they can be read at all. */
final class FilesystemRules {

    private static final long LEAST_ROOT_BYTES = 100L << 20;
    private static final long LEAST_BOOT_BYTES = 50L << 20;
    private static final Set<String> UNSUPPORTED =
            Set.of("ReFS", "zfs", "zfs_member", "VMFS", "VMFS_volume_member", "jfs2", "reiser4", "apfs", "ufs");
    private static final Set<String> JOURNALS = Set.of("ext3", "ext4", "xfs", "jfs", "reiserfs");

    private FilesystemRules() {}

    static List<Rule> all() {
        return List.of(
                new BuiltInRule("FS-001", HIGH, CUSTOMER, ASSISTED, at -> inState(at, "dirty", Set.of("ntfs"))),
                new BuiltInRule("FS-002", HIGH, CUSTOMER, ASSISTED, at -> inState(at, "hibernated", Set.of())),
                new BuiltInRule("FS-003", MEDIUM, TOOL, AUTOMATIC, FilesystemRules::journal),
                new BuiltInRule("FS-004", HIGH, CUSTOMER, MANUAL, FilesystemRules::littleRoom),
                new BuiltInRule("FS-005", HIGH, CONSULTANT, MANUAL, FilesystemRules::unsupported),
                new BuiltInRule("FS-006", MEDIUM, CONSULTANT, MANUAL, at -> inState(at, "old-features", Set.of())),
                new BuiltInRule("ENC-001", BLOCKER, CUSTOMER, MANUAL, FilesystemRules::bitLocker),
                new BuiltInRule("ENC-002", BLOCKER, CUSTOMER, MANUAL, at -> encrypted(at, "TPM", "Clevis")),
                new BuiltInRule("ENC-003", HIGH, CUSTOMER, MANUAL, at -> encrypted(at, "EFS", "SED")));
    }

    private static Optional<String> inState(Situation at, String state, Set<String> types) {
        return listed(at.partitions()
                .filter(partition -> partition.state().equals(state))
                .filter(partition -> types.isEmpty() || types.contains(partition.type()))
                .map(partition -> partition.name() + ": " + partition.type() + " " + state));
    }

    private static Optional<String> journal(Situation at) {
        return listed(at.partitions()
                .filter(partition -> partition.state().equals("journal")
                        || partition.state().equals("dirty") && JOURNALS.contains(partition.type()))
                .map(partition -> partition.name() + ": " + partition.type()));
    }

    private static Optional<String> littleRoom(Situation at) {
        return listed(at.filesystems()
                .filter(filesystem -> {
                    long least = filesystem.place().equals("/boot")
                            ? LEAST_BOOT_BYTES
                            : filesystem.place().equals("/")
                                            || filesystem.place().equalsIgnoreCase("C:")
                                    ? LEAST_ROOT_BYTES
                                    : 0;
                    return filesystem
                            .availableBytes()
                            .filter(free -> free < least)
                            .isPresent();
                })
                .map(filesystem ->
                        filesystem.place() + ": " + filesystem.availableBytes().orElse(0L) / (1 << 20) + " MiB"));
    }

    private static Optional<String> unsupported(Situation at) {
        return listed(Stream.concat(
                at.partitions()
                        .filter(partition -> UNSUPPORTED.contains(partition.type()))
                        .map(partition -> partition.name() + ": " + partition.type()),
                at.filesystems()
                        .filter(filesystem -> UNSUPPORTED.contains(filesystem.type()))
                        .map(filesystem -> filesystem.place() + ": " + filesystem.type())));
    }

    private static Optional<String> bitLocker(Situation at) {
        return listed(Stream.concat(
                at.partitions()
                        .filter(partition -> partition.type().equals("BitLocker"))
                        .map(DiskFacts.Partition::name),
                at.guest(GuestFacts::encrypted).orElse(List.of()).stream()
                        .filter(volume -> volume.contains("BitLocker"))));
    }

    private static Optional<String> encrypted(Situation at, String one, String other) {
        return listed(at.guest(GuestFacts::encrypted).orElse(List.of()).stream()
                .filter(volume -> volume.contains(one) || volume.contains(other))
                .filter(volume -> !volume.contains("BitLocker")));
    }
}
