package org.p2vworkbench.disks.raid.span;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.raid.ParityLayout;
import org.p2vworkbench.disks.raid.ParityVolume;

/** With one or two parities. */
public record ParitySpan(ParityLayout layout) implements SpanLayout {

    @Override
    public int leastMembers() {
        return layout.parityCount() + 2;
    }

    @Override
    public int dataMembers(int members) {
        return members - layout.parityCount();
    }

    @Override
    public long capacity(List<Long> memberBytes, long chunkBytes) {
        long shortest = Collections.min(memberBytes);
        return Math.multiplyExact(shortest - shortest % chunkBytes, (long) dataMembers(memberBytes.size()));
    }

    @Override
    public Optional<BlockSource> volume(
            String name, List<Optional<BlockSource>> members, long chunkBytes, long sizeBytes) {
        ParityVolume volume = new ParityVolume(name, members, chunkBytes, layout, sizeBytes);
        return volume.readable() ? Optional.of(volume) : Optional.empty();
    }
}
