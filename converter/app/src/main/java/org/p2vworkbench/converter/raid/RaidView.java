package org.p2vworkbench.converter.raid;

import java.util.List;
import java.util.Optional;
import org.p2vworkbench.disks.raid.detect.RaidReport;
import org.p2vworkbench.disks.raid.set.RaidDisk;
import org.p2vworkbench.disks.raid.set.RaidMember;
import org.p2vworkbench.disks.raid.set.RaidSet;

/** What a heap of disks is, as {@code --json} prints it and as one of this program's processes tells another. */
public record RaidView(List<SetView> sets, List<String> unassigned, List<DiskNote> notes, List<String> findings) {

    public RaidView {
        sets = List.copyOf(sets);
        unassigned = List.copyOf(unassigned);
        notes = List.copyOf(notes);
        findings = List.copyOf(findings);
    }

    /** A set; {@code disk} of a member is null when it is not among the disks named. */
    public record SetView(
            String format,
            String level,
            String layout,
            long chunkBytes,
            long dataOffsetBytes,
            long sizeBytes,
            String uuid,
            String name,
            String state,
            double confidence,
            List<String> evidence,
            List<String> findings,
            List<MemberView> members,
            List<SetView> alternatives) {

        public static SetView of(RaidSet set) {
            return new SetView(
                    set.format(),
                    set.level().label(),
                    set.layout(),
                    set.chunkBytes(),
                    set.dataOffsetBytes(),
                    set.sizeBytes(),
                    set.uuid(),
                    set.name(),
                    set.state().label(),
                    Math.round(set.confidence() * 1000) / 1000.0,
                    set.evidence(),
                    set.findings(),
                    set.members().stream().map(MemberView::of).toList(),
                    set.alternatives().stream().map(SetView::of).toList());
        }
    }

    /** A place in a set; below 0 for a spare. */
    public record MemberView(int index, Optional<String> disk, String role, String note) {

        static MemberView of(RaidMember member) {
            return new MemberView(
                    member.index(),
                    member.disk().map(RaidDisk::name),
                    member.role().label(),
                    member.note());
        }
    }

    /** What a disk without a set looks like. */
    public record DiskNote(String disk, String why) {}

    public static RaidView of(RaidReport report) {
        return new RaidView(
                report.sets().stream().map(SetView::of).toList(),
                report.unassigned().stream().map(left -> left.disk().name()).toList(),
                report.unassigned().stream()
                        .map(left -> new DiskNote(left.disk().name(), left.why()))
                        .toList(),
                report.findings());
    }
}
