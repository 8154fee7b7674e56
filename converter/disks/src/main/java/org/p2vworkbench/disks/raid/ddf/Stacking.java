package org.p2vworkbench.disks.raid.ddf;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.raid.span.PlainSpan;
import org.p2vworkbench.disks.raid.span.SpanLayout;

/** How the spans of a volume make the volume: the secondary level of DDF, where it leaves nothing open. */
enum Stacking {
    /** A whole row of a span's data, then the next span's. */
    ROW_BY_ROW(PlainSpan.STRIPED),
    /** A strip of a span's data, then the next span's. */
    STRIP_BY_STRIP(PlainSpan.STRIPED),
    MIRRORED(PlainSpan.MIRRORED),
    ONE_AFTER_ANOTHER(PlainSpan.CONCATENATED);

    private final PlainSpan over;

    Stacking(PlainSpan over) {
        this.over = over;
    }

    /** What lies in one span before the next follows. */
    long chunkBytes(SpanLayout inner, int membersPerSpan, long chunkBytes) {
        return this == ROW_BY_ROW
                ? Math.multiplyExact(chunkBytes, (long) inner.dataMembers(membersPerSpan))
                : chunkBytes;
    }

    long capacity(List<Long> spanBytes, long chunkBytes) {
        return over.capacity(spanBytes, chunkBytes);
    }

    Optional<BlockSource> volume(String name, List<Optional<BlockSource>> spans, long chunkBytes, long sizeBytes) {
        return over.volume(name, new ArrayList<>(spans), chunkBytes, sizeBytes);
    }
}
