package org.p2vworkbench.disks.raid.md;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.raid.StripedVolume;
import org.p2vworkbench.disks.raid.set.RaidLevel;
import org.p2vworkbench.disks.raid.set.RaidMember;
import org.p2vworkbench.disks.raid.set.RaidSet;
import org.p2vworkbench.disks.raid.set.RaidState;

/** One array put together from the disks that claim to be its members. */
final class MdAssembly {

    /** Linux 3.14 changed where chunks of unequal RAID 0 members go. */
    private static final LocalDate ALTERNATE_SINCE = LocalDate.of(2014, 3, 30);

    private final List<Claim> claims;
    private final Seating seating;
    private final MdSuperblock superblock;
    private final MdArray array;
    private final MdGeometry geometry;
    private final String name;
    private final Doubts doubts;

    MdAssembly(List<Claim> claims, Set<Claim> superseded) {
        this.claims = claims;
        this.seating = new Seating(claims);
        this.superblock = seating.newest().superblock();
        this.array = superblock.array();
        this.geometry = array.geometry();
        this.name = array.name().isEmpty() ? "md " + array.uuid() : "md " + array.name();
        this.doubts = new Doubts(claims, seating, superseded);
    }

    RaidSet set() {
        List<RaidMember> members = seating.members();
        RaidSet.Draft draft = draft(members);
        Optional<String> refusal = MdRefusal.of(superblock);
        if (refusal.isPresent()) {
            return draft.unreadable(refusal.get())
                    .confidence(doubts.confidence(true))
                    .set();
        }
        List<Optional<Claim>> slots = slots();
        if (zonesMatter(slots)) {
            return zonesUnknown(draft, slots);
        }
        MdVolume volume = MdVolume.of(name, geometry, slots, zones());
        boolean complete = members.stream()
                .filter(member -> member.index() >= 0)
                .allMatch(member -> member.role() == RaidMember.Role.ACTIVE || replaces(member));
        draft.laidOut(layout(slots), geometry.chunkBytes(), dataOffset(slots), volume.sizeBytes());
        draft.confidence(doubts.confidence(complete));
        if (volume.bytes().isPresent()) {
            return draft.readable(
                            complete ? RaidState.OPTIMAL : RaidState.DEGRADED,
                            volume.bytes().get())
                    .alternatives(eitherContender())
                    .set();
        }
        return draft.unreadable(tooFew(members))
                .alternatives(eitherContender())
                .alternatives(withStaleMembers())
                .set();
    }

    private boolean replaces(RaidMember member) {
        return member.role() == RaidMember.Role.REBUILDING
                && seating.in(member.index())
                        .filter(seated -> !member.disk().equals(Optional.of(seated.disk())))
                        .isPresent();
    }

    private RaidSet.Draft draft(List<RaidMember> members) {
        RaidSet.Draft draft = new RaidSet.Draft("md-" + superblock.version(), level())
                .identified(array.uuid(), array.name())
                .laidOut(MdLayouts.label(geometry), geometry.chunkBytes(), dataOffset(slots()), 0)
                .members(members);
        doubts.evidence().forEach(draft::evidence);
        seating.findings().forEach(draft::finding);
        doubts.findings().forEach(draft::finding);
        return draft;
    }

    private RaidLevel level() {
        return switch (geometry.level()) {
            case MdGeometry.LINEAR -> RaidLevel.LINEAR;
            case 0 -> RaidLevel.RAID0;
            case 1 -> RaidLevel.RAID1;
            case 4 -> RaidLevel.RAID4;
            case 5 -> RaidLevel.RAID5;
            case 6 -> RaidLevel.RAID6;
            case 10 -> RaidLevel.RAID10;
            default -> RaidLevel.UNKNOWN;
        };
    }

    private List<Optional<Claim>> slots() {
        // A count that cannot be true is refused before anything is made of it; no more slots than that are looked at.
        return IntStream.range(0, Math.min(geometry.disks(), MdRefusal.MOST_DISKS))
                .mapToObj(seating::in)
                .toList();
    }

    private static long dataOffset(List<Optional<Claim>> slots) {
        return slots.stream()
                .flatMap(Optional::stream)
                .mapToLong(claim -> Math.max(0, claim.device().dataOffsetBytes()))
                .findFirst()
                .orElse(0);
    }

    private String tooFew(List<RaidMember> members) {
        List<String> absent = members.stream()
                .filter(member -> member.index() >= 0 && member.role() != RaidMember.Role.ACTIVE)
                .map(member ->
                        "slot %d %s".formatted(member.index(), member.role().label()))
                .toList();
        return absent.isEmpty()
                ? "the members are shorter than the set needs them to be: they are cut short, or not copied to their end."
                : "%s: too little is left to read the set. Add the missing disks.".formatted(String.join(", ", absent));
    }

    // --- RAID 0 over unequal members ---

    private StripedVolume.Zones zones() {
        return array.zoneLayout() && geometry.layout() == 1
                ? StripedVolume.Zones.ORIGINAL
                : StripedVolume.Zones.ALTERNATE;
    }

    private String layout(List<Optional<Claim>> slots) {
        return geometry.level() == 0 && unequal(slots)
                ? zones() == StripedVolume.Zones.ORIGINAL ? "original" : "alternate"
                : MdLayouts.label(geometry);
    }

    private boolean zonesMatter(List<Optional<Claim>> slots) {
        boolean recorded = array.zoneLayout() && (geometry.layout() == 1 || geometry.layout() == 2);
        return geometry.level() == 0 && !recorded && unequal(slots);
    }

    private boolean unequal(List<Optional<Claim>> slots) {
        List<BlockSource> parts = MdVolume.asFarAsTheyGo(geometry, slots);
        return parts.stream().mapToLong(BlockSource::size).distinct().count() > 1;
    }

    private RaidSet zonesUnknown(RaidSet.Draft draft, List<Optional<Claim>> slots) {
        boolean likelyOld = LocalDate.ofInstant(array.created(), ZoneOffset.UTC).isBefore(ALTERNATE_SINCE);
        List<StripedVolume.Zones> likeliestFirst = likelyOld
                ? List.of(StripedVolume.Zones.ORIGINAL, StripedVolume.Zones.ALTERNATE)
                : List.of(StripedVolume.Zones.ALTERNATE, StripedVolume.Zones.ORIGINAL);
        List<RaidSet> readings = new ArrayList<>();
        for (StripedVolume.Zones zones : likeliestFirst) {
            MdVolume volume = MdVolume.of(name, geometry, slots, zones);
            String layout = zones == StripedVolume.Zones.ORIGINAL ? "original" : "alternate";
            volume.bytes()
                    .ifPresent(bytes -> readings.add(draft(seating.members())
                            .laidOut(layout, geometry.chunkBytes(), dataOffset(slots), volume.sizeBytes())
                            .confidence(Doubts.COIN)
                            .evidence("one of two readings: layout " + layout)
                            .readable(RaidState.OPTIMAL, bytes)
                            .set()));
        }
        return draft.unreadable(
                        "the members differ in size, and nothing says whether Linux before or since 3.14 wrote"
                                + " them: the two read differently. Look at both readings; the one whose filesystem checks clean is right.")
                .confidence(Doubts.COIN)
                .alternatives(readings)
                .set();
    }

    // --- readings an operator may choose ---

    /** Where two disks claim one slot: the set with the one, and with the other. */
    private List<RaidSet> eitherContender() {
        if (seating.contenders().size() != 1) {
            return List.of();
        }
        Map.Entry<Integer, List<Claim>> slot =
                seating.contenders().entrySet().iterator().next();
        return slot.getValue().stream()
                .map(chosen -> chosen(slot.getKey(), slot.getValue(), chosen))
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<RaidSet> chosen(int slot, List<Claim> rivals, Claim chosen) {
        List<Claim> left = claims.stream()
                .filter(claim -> claim == chosen || !rivals.contains(claim))
                .toList();
        RaidSet set = new MdAssembly(left, Set.of()).set();
        return set.volume().isEmpty()
                ? Optional.empty()
                : Optional.of(set.draft()
                        .confidence(Math.min(Doubts.COIN, set.confidence()))
                        .evidence("one of %d readings: with %s in slot %d"
                                .formatted(rivals.size(), chosen.disk().name(), slot))
                        .set());
    }

    /** Old data is better than none, if the operator says so: the freshest disk of each empty slot. */
    private List<RaidSet> withStaleMembers() {
        List<Optional<Claim>> slots = slots().stream().collect(Collectors.toCollection(ArrayList::new));
        List<String> taken = new ArrayList<>();
        seating.stale().stream().sorted(Seating.NEWEST_LAST.reversed()).forEach(claim -> {
            int slot = claim.device().place().slot();
            if (slots.get(slot).isEmpty() && !seating.contenders().containsKey(slot)) {
                slots.set(slot, Optional.of(claim));
                taken.add(claim.disk().name());
            }
        });
        MdVolume volume =
                taken.isEmpty() ? new MdVolume(0, Optional.empty()) : MdVolume.of(name, geometry, slots, zones());
        return volume
                .bytes()
                .map(bytes -> draft(seating.members())
                        .laidOut(layout(slots), geometry.chunkBytes(), dataOffset(slots), volume.sizeBytes())
                        .confidence(Doubts.FORCED)
                        .evidence("with data that is behind the rest, of " + String.join(", ", taken))
                        .finding(
                                "files written after %s fell out may be damaged: check the filesystem before you rely on it."
                                        .formatted(String.join(", ", taken)))
                        .readable(RaidState.DEGRADED, bytes)
                        .set())
                .stream()
                .toList();
    }
}
