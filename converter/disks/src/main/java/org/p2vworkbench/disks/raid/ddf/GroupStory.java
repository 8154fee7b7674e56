package org.p2vworkbench.disks.raid.ddf;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.p2vworkbench.disks.raid.set.RaidMember;
import org.p2vworkbench.disks.raid.set.RaidSet;

/** What all volumes of a group have in common, told. */
final class GroupStory {

    private GroupStory() {}

    static void tell(DdfGroup group, RaidSet.Draft draft) {
        DdfCopy newest = group.newest().copy();
        draft.evidence("DDF %s group %s, sequence %d, %s-endian, blocks of %d bytes."
                .formatted(
                        printable(newest.header().revision()),
                        group.guid().text(),
                        newest.header().sequence(),
                        newest.from().bigEndian() ? "big" : "little",
                        newest.from().blockBytes()));
        newest.controller().ifPresent(found -> draft.evidence("Written by controller " + found.described() + "."));
        draft.evidence("Checksums: "
                + newest.checksums().stream().sorted().map(DdfCrc::label).collect(Collectors.joining("; ")) + ".");
        for (DdfDisk disk : group.disks()) {
            disk.notes().forEach(draft::finding);
            disk.copy().damage().forEach(draft::finding);
            if (disk.copy().header().isOpen()) {
                draft.finding("%s: an update of the metadata was in progress when it stopped.".formatted(disk.name()));
            }
            if (disk.reference() < 0 || group.physical(disk.reference()).isEmpty()) {
                draft.finding("%s carries this group's metadata, but the group's newest tables do not list it."
                        .formatted(disk.name()));
            }
        }
    }

    /** The group's spares that are there: members without a slot. */
    static List<RaidMember> spares(DdfGroup group) {
        List<RaidMember> spares = new ArrayList<>();
        for (DdfDisk disk : group.disks()) {
            Optional<PhysicalDisk> entry = group.physical(disk.reference());
            if (entry.filter(PhysicalDisk::isSpare).isPresent()) {
                int kept = disk.copy().spares().stream()
                        .mapToInt(record -> record.volumes().size())
                        .sum();
                String note = kept == 0 ? "For any volume of the group." : "For %d volumes.".formatted(kept);
                spares.add(new RaidMember(-1, Optional.of(disk.disk()), RaidMember.Role.SPARE, note));
            }
        }
        return spares;
    }

    private static String printable(String text) {
        return text.replaceAll("[^\\x20-\\x7e]", ".");
    }
}
