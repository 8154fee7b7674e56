package org.p2vworkbench.disks.raid.judge;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.Slice;
import org.p2vworkbench.disks.partition.Partition;
import org.p2vworkbench.disks.partition.PartitionTable;

/**
 * Judges whether a volume is put together rightly, by what then parses: partition table and its copy, and from every
 * filesystem known here a few hundred pointers followed to where they lead, near and far. Reads some megabytes.
 *
 * <p>What a volume holds that is not known here (encryption, a database, nothing) gives a score of 0: no judgement.
 */
public final class VolumeJudge {

    /** A contradiction weighs more than a confirmation: chance confirms a wrong volume more easily than it hurts a right one. */
    private static final double CONTRADICTION = 2;

    private VolumeJudge() {}

    public static Verdict score(BlockSource volume) {
        Judgement judgement = new Judgement();
        judgement.trying(() -> judge(volume, judgement));
        return judgement.verdict();
    }

    /**
     * The same for a volume in which the filesystem of {@code map} is known to begin at {@code start}: when nothing begins
     * there, that is a contradiction, and its other structures are looked for all the same.
     */
    public static Verdict score(BlockSource volume, long start, StructureMap map) {
        Judgement judgement = new Judgement();
        judgement.trying(() -> judge(volume, judgement));
        if (!judgement.surveyed.contains(start) && start < volume.size()) {
            Survey survey = new Survey(start, false);
            survey.found(0, false);
            judgement.trying(() -> map.survey(new Slice(volume.name(), volume, start, volume.size() - start), survey));
            judgement.add(map, survey);
        }
        return judgement.verdict();
    }

    /**
     * Judges the filesystem that begins at {@code start} and is known to be the one of {@code map}, for volumes of which
     * parts are wrong, its start perhaps among them.
     */
    public static Verdict scoreParts(BlockSource volume, long start, StructureMap map) {
        Judgement judgement = new Judgement();
        Survey survey = new Survey(start, true);
        judgement.trying(() -> map.survey(new Slice(volume.name(), volume, start, volume.size() - start), survey));
        judgement.add(map, survey);
        return judgement.verdict();
    }

    private static void judge(BlockSource volume, Judgement judgement) throws IOException {
        PartitionTable table = PartitionTable.of(volume);
        if (table.kind() == PartitionTable.Kind.NONE) {
            filesystem(volume, 0, judgement);
            return;
        }
        judgement.table(volume, table);
        for (Partition partition : table.partitions()) {
            if (!partition.container() && partition.startBytes() < volume.size()) {
                filesystem(partition.in(volume), partition.startBytes(), judgement);
            }
        }
    }

    private static void filesystem(BlockSource volume, long base, Judgement judgement) throws IOException {
        Optional<StructureMap> map = Structures.startOf(volume);
        if (map.isPresent()) {
            Survey survey = new Survey(base, false);
            judgement.surveyed.add(base);
            try {
                survey.found(0, map.get().sizeBytes() <= volume.size());
                map.get().survey(volume, survey);
            } finally {
                judgement.add(map.get(), survey);
            }
        }
    }

    /** What may find that not all of the volume can be read. */
    private interface Step {
        void run() throws IOException;
    }

    /** A verdict in the making. */
    private static final class Judgement {

        private final Set<Long> surveyed = new HashSet<>();

        private final List<Long> met = new ArrayList<>();
        private final List<Long> missed = new ArrayList<>();
        private final List<String> sentences = new ArrayList<>();

        void trying(Step step) {
            try {
                step.run();
            } catch (IOException unreadable) {
                sentences.add("Not all of it could be read: %s.".formatted(unreadable.getMessage()));
            }
        }

        void table(BlockSource volume, PartitionTable table) {
            boolean fits = table.findings().isEmpty();
            met.add(0L);
            if (table.kind() == PartitionTable.Kind.GPT && fits) {
                met.add(volume.size() - 512);
            }
            sentences.add("%s partition table with %d entries%s."
                    .formatted(
                            table.kind(),
                            table.partitions().size(),
                            fits ? "" : ", and a doubt: " + table.findings().get(0)));
        }

        void add(StructureMap map, Survey survey) {
            met.addAll(survey.met());
            missed.addAll(survey.missed());
            sentences.add("%s: %d of %d structures lie where others point."
                    .formatted(
                            map.label(),
                            survey.met().size(),
                            survey.met().size() + survey.missed().size()));
        }

        Verdict verdict() {
            return new Verdict(met.size() - CONTRADICTION * missed.size(), met, missed, sentences);
        }
    }
}
