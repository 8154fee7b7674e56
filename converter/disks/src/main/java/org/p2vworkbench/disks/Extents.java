package org.p2vworkbench.disks;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Runs that follow one another without gap or overlap; neighbours always differ in kind. */
public final class Extents implements Iterable<Extent> {

    private final List<Extent> runs;

    private Extents(List<Extent> runs) {
        this.runs = List.copyOf(runs);
    }

    public static Extents allData(long from, long to) {
        return new Builder(from).add(to - from, Extent.Kind.DATA).build();
    }

    public static Extents allZero(long from, long to) {
        return new Builder(from).add(to - from, Extent.Kind.ZERO).build();
    }

    public List<Extent> runs() {
        return runs;
    }

    public long dataBytes() {
        return runs.stream()
                .filter(run -> !run.isZero())
                .mapToLong(Extent::length)
                .sum();
    }

    /** The same runs, told from another origin: what a lens over a source answers. */
    public Extents shifted(long by) {
        return new Extents(runs.stream()
                .map(run -> new Extent(Math.addExact(run.offset(), by), run.length(), run.kind()))
                .toList());
    }

    @Override
    public Iterator<Extent> iterator() {
        return runs.iterator();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Extents that && runs.equals(that.runs);
    }

    @Override
    public int hashCode() {
        return runs.hashCode();
    }

    @Override
    public String toString() {
        return runs.toString();
    }

    /** Grows runs from a start onwards; adjacent runs of one kind become one. */
    public static final class Builder {

        private final List<Extent> runs = new ArrayList<>();
        private long runStart;
        private long end;
        private Extent.Kind kind = Extent.Kind.DATA;

        public Builder(long from) {
            runStart = from;
            end = from;
        }

        /** Adds a run; an empty one adds nothing. */
        public Builder add(long length, Extent.Kind next) {
            if (length < 0) {
                throw new IllegalArgumentException("run of " + length + " bytes");
            }
            if (length > 0 && next != kind) {
                closeRun();
                kind = next;
            }
            end = Math.addExact(end, length);
            return this;
        }

        public Builder addAll(Extents more) {
            more.forEach(run -> add(run.length(), run.kind()));
            return this;
        }

        /** Where the next run will start. */
        public long end() {
            return end;
        }

        public Extents build() {
            closeRun();
            return new Extents(runs);
        }

        private void closeRun() {
            if (end > runStart) {
                runs.add(new Extent(runStart, end - runStart, kind));
                runStart = end;
            }
        }
    }
}
