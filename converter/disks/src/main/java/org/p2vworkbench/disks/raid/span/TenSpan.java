package org.p2vworkbench.disks.raid.span;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.raid.TenLayout;
import org.p2vworkbench.disks.raid.TenVolume;

/** With copies of each chunk on some of the members. */
public record TenSpan(TenLayout layout) implements SpanLayout {

    @Override
    public int leastMembers() {
        return layout.copies();
    }

    @Override
    public int dataMembers(int members) {
        return Math.max(1, members / layout.copies());
    }

    @Override
    public long capacity(List<Long> memberBytes, long chunkBytes) {
        long rows = Collections.min(memberBytes) / chunkBytes;
        int members = memberBytes.size();
        // Far and offset copies lie in rows of their own.
        long chunks = Math.multiplyExact(rows / layout.far(), (long) members) / layout.near();
        return Math.multiplyExact(chunks, chunkBytes);
    }

    @Override
    public Optional<BlockSource> volume(
            String name, List<Optional<BlockSource>> members, long chunkBytes, long sizeBytes) {
        TenVolume volume = new TenVolume(name, members, chunkBytes, layout, sizeBytes);
        return volume.readable() ? Optional.of(volume) : Optional.empty();
    }
}
