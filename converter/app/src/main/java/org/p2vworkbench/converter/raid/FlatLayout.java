package org.p2vworkbench.converter.raid;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.p2vworkbench.converter.failure.RefusedException;
import org.p2vworkbench.converter.wrap.WrappedDisk;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.filesystem.FilesystemSignature;
import org.p2vworkbench.disks.partition.Partition;
import org.p2vworkbench.disks.partition.PartitionTable;
import org.p2vworkbench.disks.raid.detect.RaidDetective;
import org.p2vworkbench.disks.raid.set.RaidDisk;
import org.p2vworkbench.disks.raid.set.RaidSet;

/**
 * What the disks of a group become together: a table with one partition for each array and for each partition that is in
 * none. Those of the first disk keep their numbers, what only the others have gets the numbers that are left. A table
 * has to be made anew, because the volume of an array can be larger than the partitions of its members.
 */
final class FlatLayout {

    /** An MBR's type, and a GPT's (UEFI 2.10, table 5.7). */
    private static final Set<String> EFI_SYSTEM = Set.of("0xef", "c12a7328-f81f-11d2-ba4b-00a0c93ec93b");

    /** It holds GRUB's core, which is made anew. */
    private static final String BIOS_BOOT = "21686148-6449-6e6f-744e-656564454649";

    private final DiskGroup group;
    private final List<RaidDisk> disks;
    private final Set<Integer> taken = new HashSet<>();
    private final List<Part> parts = new ArrayList<>();
    private final Map<RaidSet, Integer> numbers = new HashMap<>();
    private final Map<String, Integer> moved = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();
    private OptionalInt efiSystem = OptionalInt.empty();
    private boolean holdsSystem;

    /** A partition in the making: an array, or a partition of one of the disks. */
    record Part(int number, boolean efiSystem, Optional<RaidSet> set, int disk, Optional<Partition> partition) {}

    private FlatLayout(DiskGroup group, List<RaidDisk> disks) {
        this.group = group;
        this.disks = disks;
    }

    /**
     * @param disks of the machine, open
     * @param names of each below /dev
     */
    static FlatLayout of(DiskGroup group, List<RaidDisk> disks, List<List<String>> names) throws IOException {
        FlatLayout layout = new FlatLayout(group, disks);
        List<List<Partition>> tables = new ArrayList<>();
        for (int disk : group.disks()) {
            boolean whole = group.setOf(disks.get(disk).name()).isPresent();
            tables.add(whole ? List.of() : worthKeeping(disks.get(disk).bytes()));
        }
        tables.get(0).forEach(partition -> layout.taken.add(partition.number()));
        for (int i = 0; i < tables.size(); i++) {
            layout.add(
                    group.disks().get(i),
                    i == 0,
                    tables.get(i),
                    names.get(group.disks().get(i)));
        }
        return layout;
    }

    private static List<Partition> worthKeeping(BlockSource disk) throws IOException {
        return PartitionTable.of(disk).partitions().stream()
                .filter(partition -> !partition.container() && partition.lengthBytes() > 0)
                .filter(partition -> !partition.type().equals(BIOS_BOOT))
                .toList();
    }

    private void add(int disk, boolean first, List<Partition> partitions, List<String> names) throws IOException {
        Optional<RaidSet> whole = group.setOf(disks.get(disk).name());
        if (whole.isPresent()) {
            array(whole.get(), disk, Optional.empty(), OptionalInt.empty());
        }
        for (Partition partition : partitions) {
            OptionalInt wanted = first ? OptionalInt.of(partition.number()) : OptionalInt.empty();
            Optional<RaidSet> set =
                    group.setOf(RaidDetective.partitionName(disks.get(disk).name(), partition.number()));
            int number = set.isPresent()
                    ? array(set.get(), disk, Optional.of(partition), wanted)
                    : plain(disk, partition, wanted);
            if (!first) {
                names.forEach(name -> moved.put(ArrayNames.partition(name, partition.number()), number));
            }
        }
    }

    private int array(RaidSet set, int disk, Optional<Partition> partition, OptionalInt wanted) throws IOException {
        Integer known = numbers.get(set);
        if (known != null) {
            return known;
        }
        BlockSource volume = set.volume().orElseThrow();
        Optional<FilesystemSignature> content = FilesystemSignature.of(volume);
        if (isPartitioned(volume)) {
            throw new RefusedException(
                    "md array " + set.uuid(),
                    "has partitions of its own, and cannot become one partition",
                    "Convert without --flatten-raid: the guest assembles its arrays itself.");
        }
        // Firmware reads the members of such a mirror as if each were the partition.
        boolean efi = content.filter(found -> found.type().equals("vfat")).isPresent()
                || partition.filter(FlatLayout::isEfiSystem).isPresent();
        int number = put(efi, Optional.of(set), disk, partition, wanted, content);
        numbers.put(set, number);
        for (String name : ArrayNames.of(set)) {
            moved.put(name, number);
        }
        notes.add("%s array %s (%s) on %s became partition %d."
                .formatted(
                        set.level().label(),
                        set.uuid(),
                        set.format(),
                        String.join(
                                ", ", set.disks().stream().map(RaidDisk::name).toList()),
                        number));
        return number;
    }

    private int plain(int disk, Partition partition, OptionalInt wanted) throws IOException {
        boolean efi = isEfiSystem(partition);
        String name = RaidDetective.partitionName(disks.get(disk).name(), partition.number());
        if (efi && efiSystem.isPresent() && wanted.isEmpty()) {
            notes.add("%s, another EFI system partition, was left out.".formatted(name));
            return efiSystem.getAsInt();
        }
        Optional<FilesystemSignature> content =
                FilesystemSignature.of(partition.in(disks.get(disk).bytes()));
        int number = put(efi, Optional.empty(), disk, Optional.of(partition), wanted, content);
        if (wanted.isEmpty()) {
            notes.add("%s became partition %d.".formatted(name, number));
        }
        return number;
    }

    private int put(
            boolean efi,
            Optional<RaidSet> set,
            int disk,
            Optional<Partition> partition,
            OptionalInt wanted,
            Optional<FilesystemSignature> content)
            throws RefusedException {
        int number = wanted.orElseGet(this::free);
        if (number > WrappedDisk.mostPartitions()) {
            throw new RefusedException(
                    disks.get(disk).name(),
                    "has a partition %d, and a disk can have %d".formatted(number, WrappedDisk.mostPartitions()),
                    "Convert without --flatten-raid.");
        }
        taken.add(number);
        parts.add(new Part(number, efi, set, disk, partition));
        if (efi) {
            efiSystem = OptionalInt.of(number);
        }
        holdsSystem |=
                !efi && content.filter(found -> !found.type().equals("swap")).isPresent();
        return number;
    }

    private int free() {
        int number = 1;
        while (taken.contains(number)) {
            number++;
        }
        return number;
    }

    private static boolean isEfiSystem(Partition partition) {
        return EFI_SYSTEM.contains(partition.type());
    }

    /** A filesystem's boot sector can look like a table. */
    static boolean isPartitioned(BlockSource volume) throws IOException {
        return FilesystemSignature.of(volume).isEmpty()
                && !PartitionTable.of(volume).partitions().isEmpty();
    }

    List<Part> parts() {
        return List.copyOf(parts);
    }

    /** Numbers by what the guest may have called that below /dev. */
    Map<String, Integer> moved() {
        return Map.copyOf(moved);
    }

    /** What became of what, a sentence each. */
    List<String> notes() {
        return List.copyOf(notes);
    }

    /** Whether there is anything that a system could lie in. */
    boolean holdsSystem() {
        return holdsSystem;
    }
}
