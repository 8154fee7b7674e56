package org.p2vworkbench.disks.raid.ddf;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.p2vworkbench.disks.Structure;
import org.p2vworkbench.disks.raid.content.OrderJudge;
import org.p2vworkbench.disks.raid.set.RaidDisk;
import org.p2vworkbench.disks.raid.set.RaidFormat;
import org.p2vworkbench.disks.raid.set.RaidLevel;
import org.p2vworkbench.disks.raid.set.RaidMember;
import org.p2vworkbench.disks.raid.set.RaidSet;

/** SNIA DDF 1.x and 2.0, on whole disks. */
public final class DdfFormat implements RaidFormat {

    private final OrderJudge judge;

    /** @param judge decides between readings where a record leaves open what it means */
    public DdfFormat(OrderJudge judge) {
        this.judge = judge;
    }

    @Override
    public List<RaidSet> find(List<RaidDisk> disks) throws IOException {
        List<DdfDisk> found = new ArrayList<>();
        List<RaidSet> sets = new ArrayList<>();
        for (RaidDisk disk : disks) {
            if (disk.whole()) {
                HeaderSearch.Found headers = HeaderSearch.on(disk);
                DdfDisk.of(disk, headers).ifPresent(found::add);
                if (headers.sawHeader() && headers.copies().isEmpty()) {
                    sets.add(unreadable(disk, headers));
                }
            }
        }
        for (DdfGroup group : DdfGroup.among(found)) {
            sets.addAll(sets(group));
        }
        return sets;
    }

    /** The metadata of a disk, structure by structure: the copy that is believed. */
    public static List<Structure> structures(RaidDisk disk) throws IOException {
        return DdfDisk.of(disk, HeaderSearch.on(disk))
                .map(found -> found.copy().structures())
                .orElse(List.of());
    }

    private List<RaidSet> sets(DdfGroup group) throws IOException {
        List<RaidSet> sets = new ArrayList<>();
        List<RaidMember> spares = GroupStory.spares(group);
        for (DdfVolume volume : DdfVolume.of(group)) {
            RaidSet set = new DdfAssembly(group, volume, judge).assembled();
            sets.add(set.draft().members(spares).set());
        }
        if (sets.isEmpty()) {
            sets.add(withoutVolumes(group, spares));
        }
        return sets;
    }

    /** A group of spares is something to tell, although there is nothing in it to read. */
    private static RaidSet withoutVolumes(DdfGroup group, List<RaidMember> spares) {
        int listed = group.newest().copy().virtual().size();
        RaidSet.Draft draft = new RaidSet.Draft("ddf", RaidLevel.UNKNOWN)
                .identified(DdfUuid.of(group.guid()), "")
                .confidence(group.newest().copy().isSound() && listed == 0 ? 0.98 : 0.5)
                .members(spares);
        GroupStory.tell(group, draft);
        return draft.unreadable(
                        listed == 0
                                ? "The group holds no volume."
                                : "The group lists %d volumes; none of these disks has a record of one."
                                        .formatted(listed))
                .set();
    }

    private static RaidSet unreadable(RaidDisk disk, HeaderSearch.Found headers) {
        RaidSet.Draft draft = new RaidSet.Draft("ddf", RaidLevel.UNKNOWN)
                .confidence(0.2)
                .members(List.of(new RaidMember(
                        -1, Optional.of(disk), RaidMember.Role.STALE, "It has DDF headers that lead nowhere.")));
        headers.notes().forEach(draft::finding);
        return draft.unreadable(
                        disk.name() + " has a DDF header and no tables that can be read: its metadata is damaged.")
                .set();
    }
}
