package org.p2vworkbench.disks.raid.detect;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.p2vworkbench.disks.DiskFormatException;
import org.p2vworkbench.disks.filesystem.FilesystemSignature;
import org.p2vworkbench.disks.partition.Partition;
import org.p2vworkbench.disks.partition.PartitionTable;
import org.p2vworkbench.disks.raid.detect.RaidReport.Unassigned;
import org.p2vworkbench.disks.raid.hardware.ControllerHint;
import org.p2vworkbench.disks.raid.hardware.HardwareSignatures;
import org.p2vworkbench.disks.raid.infer.RaidInference;
import org.p2vworkbench.disks.raid.set.RaidDisk;
import org.p2vworkbench.disks.raid.set.RaidFormat;
import org.p2vworkbench.disks.raid.set.RaidSet;

/**
 * Says which disks form which sets.
 *
 * <p>Metadata on whole disks comes first, because a disk of a controller's set carries a partition table that belongs to
 * the volume and not to the disk. The partitions of what is left are looked at next, and then the volumes that were
 * assembled, for sets upon sets. What belongs to none goes to inference.
 */
public final class RaidDetective {

    /** Sets over partitions of sets: nobody has been seen to go deeper. */
    private static final int DEEPEST = 4;

    /** Metadata that is more likely true than not owns its disk. */
    private static final double LIKELY = 0.5;

    /** Between the name of a disk and the number of its partition. */
    private static final String PARTITION = " partition ";

    /** MBR and GPT types of dynamic disks. */
    private static final Set<String> DYNAMIC = Set.of("0x42", "af9b60a0-1431-4f62-bc68-3311714a69ad");

    private final List<RaidFormat> formats;
    private final Optional<RaidFormat> inference;

    /** @param inference asked about disks that no format claims; empty to go by metadata alone */
    public RaidDetective(List<RaidFormat> formats, Optional<RaidFormat> inference) {
        this.formats = List.copyOf(formats);
        this.inference = inference;
    }

    /** With everything that this program knows. */
    public static RaidDetective standard() {
        return new RaidDetective(RaidFormats.all(), Optional.of(new RaidInference()::infer));
    }

    /** The same for a machine whose disks need not be a set: it infers only where a disk shows nothing of its own. */
    public static RaidDetective cautious() {
        return new RaidDetective(RaidFormats.all(), Optional.of(new OnlyWhenPuzzling(new RaidInference()::infer)));
    }

    /** By what is written on the disks alone. */
    public static RaidDetective byMetadata() {
        return new RaidDetective(RaidFormats.all(), Optional.empty());
    }

    /** Of the sets that a guest assembles by itself, with no controller between it and its disks. */
    public static RaidDetective ofGuests() {
        return new RaidDetective(RaidFormats.ofGuests(), Optional.empty());
    }

    /** How a member that is a partition of a disk is called. */
    public static String partitionName(String disk, int number) {
        return disk + PARTITION + number;
    }

    /** Whether the member of this name is that disk, or a partition of it. */
    public static boolean isOn(String member, String disk) {
        return member.equals(disk) || member.startsWith(disk + PARTITION);
    }

    /** The sets among whole disks. */
    public RaidReport detect(List<RaidDisk> named) throws IOException {
        Duplicates duplicates = new Duplicates(named);
        List<RaidDisk> disks = duplicates.distinct();
        List<RaidSet> sets = new ArrayList<>(find(disks));
        List<RaidDisk> candidates = partitions(unclaimed(disks, sets));
        candidates.addAll(volumes(sets));
        for (int depth = 1; depth < DEEPEST && !candidates.isEmpty(); depth++) {
            List<RaidSet> more = find(candidates);
            sets.addAll(more);
            candidates = volumes(more);
        }
        List<RaidDisk> left = new ArrayList<>();
        for (RaidDisk disk : unclaimed(disks, sets)) {
            if (sets.stream().noneMatch(set -> liesOn(set, disk)) && !isDynamic(disk)) {
                left.add(disk);
            }
        }
        if (inference.isPresent() && left.size() > 1) {
            List<RaidSet> inferred = inference.get().find(left);
            sets.addAll(inferred);
        }
        sets.sort(Comparator.comparingDouble(RaidSet::confidence).reversed());
        return new RaidReport(Rivals.settled(sets), unassigned(disks, sets), duplicates.findings());
    }

    private List<RaidSet> find(List<RaidDisk> disks) throws IOException {
        List<RaidSet> found = new ArrayList<>();
        for (RaidFormat format : formats) {
            for (RaidSet set : format.find(disks)) {
                found.add(ContentCheck.judge(set));
            }
        }
        return found;
    }

    private static List<RaidDisk> unclaimed(List<RaidDisk> disks, List<RaidSet> sets) {
        Set<RaidDisk> claimed = new HashSet<>();
        sets.stream().filter(set -> set.confidence() > LIKELY).forEach(set -> claimed.addAll(set.disks()));
        return disks.stream().filter(disk -> !claimed.contains(disk)).toList();
    }

    /** Whether a member of {@code set} is a partition of {@code disk}. */
    private static boolean liesOn(RaidSet set, RaidDisk disk) {
        return set.disks().stream().anyMatch(member -> member.name().startsWith(disk.name() + PARTITION));
    }

    private static List<RaidDisk> partitions(List<RaidDisk> disks) throws IOException {
        List<RaidDisk> partitions = new ArrayList<>();
        for (RaidDisk disk : disks) {
            try {
                for (Partition partition : PartitionTable.of(disk.bytes()).partitions()) {
                    if (!partition.container()
                            && partition.endBytes() <= disk.bytes().size()) {
                        partitions.add(new RaidDisk(
                                partitionName(disk.name(), partition.number()),
                                partition.in(disk.bytes()),
                                disk.serial(),
                                disk.sectorBytes(),
                                false));
                    }
                }
            } catch (DiskFormatException damaged) {
                // Told where the disk is shown: a damaged table has no partitions to look at.
                continue;
            }
        }
        return partitions;
    }

    /** Assembled volumes and their partitions, as candidates for sets upon them. */
    private static List<RaidDisk> volumes(List<RaidSet> sets) throws IOException {
        List<RaidDisk> volumes = new ArrayList<>();
        for (RaidSet set : sets) {
            if (set.volume().isPresent() && set.confidence() > LIKELY) {
                RaidDisk volume = new RaidDisk(
                        set.volume().get().name(), set.volume().get(), Optional.empty(), Optional.empty(), false);
                volumes.add(volume);
                volumes.addAll(partitions(List.of(volume)));
            }
        }
        return volumes;
    }

    /** Whether Windows manages it as a dynamic disk: its sets are volumes of a disk group. */
    private static boolean isDynamic(RaidDisk disk) throws IOException {
        try {
            return PartitionTable.of(disk.bytes()).partitions().stream()
                    .anyMatch(partition -> DYNAMIC.contains(partition.type()));
        } catch (DiskFormatException damaged) {
            return false;
        }
    }

    private static List<Unassigned> unassigned(List<RaidDisk> disks, List<RaidSet> sets) throws IOException {
        List<Unassigned> unassigned = new ArrayList<>();
        for (RaidDisk disk : disks) {
            boolean member = sets.stream().anyMatch(set -> set.disks().contains(disk) || liesOn(set, disk));
            if (!member) {
                unassigned.add(new Unassigned(disk, hinted(disk) + looksLike(disk)));
            }
        }
        return unassigned;
    }

    /** Controllers whose mark is known, and nothing behind it. */
    private static String hinted(RaidDisk disk) throws IOException {
        StringBuilder hints = new StringBuilder();
        for (ControllerHint hint : HardwareSignatures.on(disk)) {
            hints.append(hint.text()).append(' ');
        }
        return hints.toString();
    }

    private static String looksLike(RaidDisk disk) throws IOException {
        try {
            if (isDynamic(disk)) {
                return "a Windows dynamic disk; 'p2v inspect' shows the volumes across it";
            }
            PartitionTable table = PartitionTable.of(disk.bytes());
            if (table.kind() != PartitionTable.Kind.NONE) {
                return "no RAID metadata; it has a %s partition table with %d partitions"
                        .formatted(table.kind(), table.partitions().size());
            }
            return FilesystemSignature.of(disk.bytes())
                    .map(found -> "no RAID metadata; it holds %s".formatted(found.type()))
                    .orElse("no RAID metadata, no partition table, no filesystem that is known here");
        } catch (DiskFormatException damaged) {
            return "no RAID metadata; its partition table is damaged: " + damaged.getMessage();
        }
    }
}
