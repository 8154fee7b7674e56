package org.p2vworkbench.disks.raid.infer;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.raid.set.RaidDisk;
import org.p2vworkbench.disks.raid.set.RaidLevel;
import org.p2vworkbench.disks.raid.set.RaidMember;
import org.p2vworkbench.disks.raid.set.RaidSet;
import org.p2vworkbench.disks.raid.set.RaidState;

/** Says what was found, why, and what else it could be. */
final class SetReport {

    private static final int ALTERNATIVES = 5;

    private final List<RaidDisk> disks;
    private final List<Relations.Relation> relations;

    SetReport(List<RaidDisk> disks, List<Relations.Relation> relations) {
        this.disks = disks;
        this.relations = relations;
    }

    RaidSet set(Finding finding) {
        Candidate winner = finding.winner();
        RaidSet.Draft draft = draft(winner, finding.confidence());
        draft.evidence(headline(winner, finding.confidence()));
        for (Relations.Relation relation : relations) {
            if (relation.disks().intersects(finding.disks())) {
                draft.evidence(relationSentence(relation));
            }
        }
        draft.evidence("%s: %d of %d blocks that carry their own address lie where this layout has them."
                .formatted(finding.sighting().map().label(), winner.hypothesis().met(), finding.claims() + 1));
        winner.verdict().sentences().forEach(draft::evidence);
        Contest.Separation separation = finding.separation();
        if (separation.witnesses() < Integer.MAX_VALUE) {
            draft.evidence("The closest rival, %s, is contradicted by %d of %d structures."
                    .formatted(
                            separation.rival(),
                            Math.max(0, separation.witnesses()),
                            winner.witnesses().size()));
        }
        List<RaidSet> others = new ArrayList<>();
        for (Candidate other : finding.judged().subList(1, finding.judged().size())) {
            if (others.size() < ALTERNATIVES) {
                double share = Math.max(
                        0.01, (1 - finding.confidence()) / finding.judged().size());
                others.add(draft(other, share).evidence(headline(other, share)).set());
            }
        }
        return draft.alternatives(others).set();
    }

    private RaidSet.Draft draft(Candidate candidate, double confidence) {
        Hypothesis found = candidate.hypothesis();
        RaidLevel level = found.shape().level();
        boolean striped = level != RaidLevel.RAID1 && level != RaidLevel.LINEAR;
        RaidSet.Draft draft = new RaidSet.Draft("inferred", level)
                .laidOut(
                        found.shape().layout(),
                        striped ? found.shape().chunkBytes() : 0,
                        found.dataOffset(),
                        candidate.sizeBytes())
                .members(members(found))
                .confidence(confidence);
        List<BlockSource> sources = disks.stream().map(RaidDisk::bytes).toList();
        Optional<BlockSource> volume = found.volume(sources, candidate.sizeBytes());
        if (volume.isPresent()) {
            draft.readable(found.missing() == 0 ? RaidState.OPTIMAL : RaidState.DEGRADED, volume.get());
        } else {
            draft.unreadable("The members are smaller than this layout needs them to be.");
        }
        return draft;
    }

    private List<RaidMember> members(Hypothesis found) {
        List<RaidMember> members = new ArrayList<>();
        for (int slot = 0; slot < found.disks().size(); slot++) {
            int disk = found.disks().get(slot);
            members.add(
                    disk == Hypothesis.MISSING
                            ? RaidMember.missing(slot, "no disk among those looked at fits this slot")
                            : RaidMember.active(slot, disks.get(disk)));
        }
        return members;
    }

    private static String headline(Candidate candidate, double confidence) {
        String word = confidence > 0.97
                ? "Proved"
                : confidence > 0.8 ? "Likely" : confidence >= 0.4 ? "Ambiguous" : "Unknown";
        return "%s (%.2f): %s, data from sector %d."
                .formatted(
                        word,
                        confidence,
                        candidate.hypothesis().shape().label(),
                        candidate.hypothesis().dataOffset() / 512);
    }

    private String relationSentence(Relations.Relation relation) {
        String names = String.join(", ", names(relation.disks()));
        return switch (relation.kind()) {
            case PARITY ->
                "In %d of %d sampled rows the sum of %s is zero: parity in common."
                        .formatted(relation.held(), relation.rows(), names);
            case DOUBLE_PARITY ->
                "In %d of %d sampled rows all of %s but one sum to zero: double parity."
                        .formatted(relation.held(), relation.rows(), names);
            case MIRROR -> "In %d of %d sampled rows %s are equal.".formatted(relation.held(), relation.rows(), names);
        };
    }

    private List<String> names(BitSet of) {
        return of.stream().mapToObj(disk -> disks.get(disk).name()).toList();
    }
}
