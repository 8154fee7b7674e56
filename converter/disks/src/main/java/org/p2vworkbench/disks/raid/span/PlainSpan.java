package org.p2vworkbench.disks.raid.span;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.Slice;
import org.p2vworkbench.disks.raid.ConcatenatedVolume;
import org.p2vworkbench.disks.raid.MirroredVolume;
import org.p2vworkbench.disks.raid.StripedVolume;

/** Without parity. */
public enum PlainSpan implements SpanLayout {
    STRIPED {
        @Override
        public int dataMembers(int members) {
            return members;
        }

        @Override
        public long capacity(List<Long> memberBytes, long chunkBytes) {
            long shortest = Collections.min(memberBytes);
            return Math.multiplyExact(shortest - shortest % chunkBytes, (long) memberBytes.size());
        }

        @Override
        public Optional<BlockSource> volume(
                String name, List<Optional<BlockSource>> members, long chunkBytes, long sizeBytes) {
            StripedVolume volume = new StripedVolume(name, members, chunkBytes, sizeBytes);
            return volume.readable() ? Optional.of(volume) : Optional.empty();
        }
    },
    MIRRORED {
        @Override
        public int dataMembers(int members) {
            return 1;
        }

        @Override
        public long capacity(List<Long> memberBytes, long chunkBytes) {
            return Collections.min(memberBytes);
        }

        @Override
        public Optional<BlockSource> volume(
                String name, List<Optional<BlockSource>> members, long chunkBytes, long sizeBytes) {
            MirroredVolume volume = new MirroredVolume(name, members, sizeBytes);
            return volume.readable() ? Optional.of(volume) : Optional.empty();
        }
    },
    CONCATENATED {
        @Override
        public int dataMembers(int members) {
            return members;
        }

        @Override
        public long capacity(List<Long> memberBytes, long chunkBytes) {
            return memberBytes.stream().reduce(0L, Math::addExact);
        }

        @Override
        public Optional<BlockSource> volume(
                String name, List<Optional<BlockSource>> members, long chunkBytes, long sizeBytes) {
            if (members.stream().anyMatch(Optional::isEmpty)) {
                return Optional.empty();
            }
            List<BlockSource> parts =
                    members.stream().map(Optional::orElseThrow).toList();
            return Optional.of(new Slice(name, new ConcatenatedVolume(name, parts), 0, sizeBytes));
        }
    };

    @Override
    public int leastMembers() {
        return 1;
    }
}
