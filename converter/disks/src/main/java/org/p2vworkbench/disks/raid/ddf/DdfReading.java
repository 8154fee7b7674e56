package org.p2vworkbench.disks.raid.ddf;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.raid.set.RaidLevel;
import org.p2vworkbench.disks.raid.span.SpanLayout;

/**
 * One way to understand a volume record.
 *
 * @param layout as mdadm names it
 */
record DdfReading(RaidLevel level, String layout, SpanLayout span, Stacking stacking, long chunkBytes) {

    /** For people: what tells this reading from the others. */
    String described() {
        return "%s%s%s%s"
                .formatted(
                        level.label(),
                        layout.isEmpty() ? "" : " " + layout,
                        chunkBytes == 0 ? "" : ", %d KiB".formatted(chunkBytes >> 10),
                        ", spans " + stacking.name().toLowerCase(Locale.ROOT).replace('_', ' '));
    }

    /** The most bytes the volume can have over such members; 0 when there are too few of them. */
    long capacity(List<List<Long>> spans) {
        int members = spans.get(0).size();
        if (members < span.leastMembers()) {
            return 0;
        }
        List<Long> spanBytes = new ArrayList<>();
        spans.forEach(memberBytes -> spanBytes.add(span.capacity(memberBytes, unit())));
        return spans.size() == 1
                ? spanBytes.get(0)
                : stacking.capacity(spanBytes, stacking.chunkBytes(span, members, unit()));
    }

    /** The volume; empty when more is missing than redundancy replaces. */
    Optional<BlockSource> volume(
            String name, List<List<Optional<BlockSource>>> spans, List<List<Long>> memberBytes, long sizeBytes) {
        if (spans.size() == 1) {
            return span.volume(name, spans.get(0), unit(), sizeBytes);
        }
        List<Optional<BlockSource>> parts = new ArrayList<>();
        for (int i = 0; i < spans.size(); i++) {
            long spanBytes = span.capacity(memberBytes.get(i), unit());
            parts.add(span.volume(name + ", span " + i, spans.get(i), unit(), spanBytes));
        }
        return stacking.volume(
                name, parts, stacking.chunkBytes(span, spans.get(0).size(), unit()), sizeBytes);
    }

    /** Levels without chunks are computed with the smallest there is. */
    private long unit() {
        return chunkBytes == 0 ? 512 : chunkBytes;
    }
}
