package org.p2vworkbench.disks.raid.set;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.p2vworkbench.disks.BlockSource;

/**
 * A RAID volume found among disks: what it is, which disks are its members, how that is known and how sure it is. A
 * disk group with two volumes is two of these.
 *
 * @param format whose metadata: "md-1.2", "ddf", "imsm", ..., "inferred"
 * @param layout as mdadm names it ("left-symmetric", "near=2"); empty where the level has only one
 * @param chunkBytes what lies on one member before the next one follows; 0 where the level has none
 * @param dataOffsetBytes where the data begins on the members (the first slot's, where they differ)
 * @param uuid the set's identifier in the words of its own tools; empty without one
 * @param confidence 0 to 1: that reading the set this way gives the bytes the machine saw
 * @param evidence what speaks for and against, a sentence each
 * @param findings what an operator should know or do, a sentence each
 * @param members in slot order, then those without a slot
 * @param alternatives other readings of the same disks that were not ruled out, likeliest first
 * @param volume the bytes of the set, redundancy used where members are missing; empty when they cannot be had, and then
 *     a finding says why
 */
public record RaidSet(
        String format,
        RaidLevel level,
        String layout,
        long chunkBytes,
        long dataOffsetBytes,
        long sizeBytes,
        String uuid,
        String name,
        RaidState state,
        double confidence,
        List<String> evidence,
        List<String> findings,
        List<RaidMember> members,
        List<RaidSet> alternatives,
        Optional<BlockSource> volume) {

    public RaidSet {
        if (confidence < 0 || confidence > 1) {
            throw new IllegalArgumentException("confidence " + confidence);
        }
        evidence = List.copyOf(evidence);
        findings = List.copyOf(findings);
        members = List.copyOf(members);
        alternatives = List.copyOf(alternatives);
    }

    /** The disks that are there and belong to the set in any role. */
    public List<RaidDisk> disks() {
        return members.stream().flatMap(member -> member.disk().stream()).toList();
    }

    /** The same set with its story continued. */
    public Draft draft() {
        Draft draft = new Draft(format, level);
        draft.layout = layout;
        draft.chunkBytes = chunkBytes;
        draft.dataOffsetBytes = dataOffsetBytes;
        draft.sizeBytes = sizeBytes;
        draft.uuid = uuid;
        draft.name = name;
        draft.state = state;
        draft.confidence = confidence;
        draft.evidence.addAll(evidence);
        draft.findings.addAll(findings);
        draft.members.addAll(members);
        draft.alternatives.addAll(alternatives);
        draft.volume = volume;
        return draft;
    }

    /** A set while it is put together: failed and empty until told otherwise. */
    public static final class Draft {

        private final String format;
        private final RaidLevel level;
        private String layout = "";
        private long chunkBytes;
        private long dataOffsetBytes;
        private long sizeBytes;
        private String uuid = "";
        private String name = "";
        private RaidState state = RaidState.FAILED;
        private double confidence;
        private final List<String> evidence = new ArrayList<>();
        private final List<String> findings = new ArrayList<>();
        private final List<RaidMember> members = new ArrayList<>();
        private final List<RaidSet> alternatives = new ArrayList<>();
        private Optional<BlockSource> volume = Optional.empty();

        public Draft(String format, RaidLevel level) {
            this.format = format;
            this.level = level;
        }

        public Draft identified(String as, String called) {
            uuid = as;
            name = called;
            return this;
        }

        public Draft laidOut(String as, long inChunksOf, long dataOffset, long size) {
            layout = as;
            chunkBytes = inChunksOf;
            dataOffsetBytes = dataOffset;
            sizeBytes = size;
            return this;
        }

        public Draft members(List<RaidMember> found) {
            members.addAll(found);
            return this;
        }

        public Draft evidence(String sentence) {
            evidence.add(sentence);
            return this;
        }

        public Draft finding(String sentence) {
            findings.add(sentence);
            return this;
        }

        public Draft alternatives(List<RaidSet> others) {
            alternatives.addAll(others);
            return this;
        }

        public Draft confidence(double now) {
            confidence = now;
            return this;
        }

        /** Readable: as it was meant to be, or through redundancy. */
        public Draft readable(RaidState how, BlockSource bytes) {
            state = how;
            volume = Optional.of(bytes);
            return this;
        }

        /** Not readable, and why. */
        public Draft unreadable(String why) {
            state = RaidState.FAILED;
            volume = Optional.empty();
            findings.add(why);
            return this;
        }

        public RaidSet set() {
            return new RaidSet(
                    format,
                    level,
                    layout,
                    chunkBytes,
                    dataOffsetBytes,
                    sizeBytes,
                    uuid,
                    name,
                    state,
                    confidence,
                    evidence,
                    findings,
                    members,
                    alternatives,
                    volume);
        }
    }
}
