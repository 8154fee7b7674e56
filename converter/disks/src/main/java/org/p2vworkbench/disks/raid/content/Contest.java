package org.p2vworkbench.disks.raid.content;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.p2vworkbench.disks.BlockSource;

/**
 * Several ways to read the same disks, the best first.
 *
 * @param <T> what tells one way from another
 */
public record Contest<T>(List<Entry<T>> ranked) {

    /** How far ahead the best must be: one structure may be in place by chance or be left from earlier. */
    private static final int CLEAR_LEAD = 2;

    /** A way to read the disks, and how well its volumes hold together. */
    public record Entry<T>(T way, Score score) {}

    /** The volumes that a way gives. */
    public interface Trial<T> {
        List<BlockSource> volumes(T way);
    }

    public Contest {
        ranked = List.copyOf(ranked);
    }

    /** Judges all {@code ways}, of which there is at least one; among equals, the earlier comes first. */
    public static <T> Contest<T> between(List<T> ways, Trial<T> trial, OrderJudge judge) throws IOException {
        List<Entry<T>> entries = new ArrayList<>();
        for (T way : ways) {
            Score score = Score.NOTHING;
            for (BlockSource volume : trial.volumes(way)) {
                score = score.plus(judge.score(volume));
            }
            entries.add(new Entry<>(way, score));
        }
        entries.sort(Comparator.comparingInt((Entry<T> entry) -> entry.score().value())
                .reversed());
        return new Contest<>(entries);
    }

    public Entry<T> best() {
        return ranked.get(0);
    }

    /** Whether the best one is the only one that fits. */
    public boolean isClear() {
        int value = best().score().value();
        return value >= CLEAR_LEAD
                && (ranked.size() == 1 || value - ranked.get(1).score().value() >= CLEAR_LEAD);
    }

    /** The ways that are no worse than the best, and it: what cannot be told apart. */
    public List<T> leaders() {
        return ranked.stream()
                .filter(entry -> best().score().value() - entry.score().value() < CLEAR_LEAD)
                .map(Entry::way)
                .toList();
    }
}
