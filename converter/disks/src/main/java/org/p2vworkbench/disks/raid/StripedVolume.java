package org.p2vworkbench.disks.raid;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.Extents;

/** RAID 0: chunks dealt out over the members in turn. Without redundancy: what lay on a missing member is lost. */
public final class StripedVolume implements BlockSource {

    /**
     * Which member the first chunk of a zone lies on when members differ in size. Linux counted chunks from the start
     * of the volume and since 3.14 counts from the start of the zone (raid0.c, RAID0_ORIG_LAYOUT and
     * RAID0_ALT_MULTIZONE_LAYOUT); the superblock does not always say which.
     */
    public enum Zones {
        ORIGINAL,
        ALTERNATE
    }

    private final String name;
    private final Members members;
    private final StripeMap map;
    private final long size;
    private final Gather gather;

    public StripedVolume(String name, List<Optional<BlockSource>> members, long chunkBytes, long sizeBytes) {
        this(name, members, StripeMap.equal(members.size(), chunkBytes), sizeBytes);
    }

    private StripedVolume(String name, List<Optional<BlockSource>> members, StripeMap map, long sizeBytes) {
        this.name = name;
        this.members = new Members(name, members);
        this.map = map;
        this.size = sizeBytes;
        this.gather = new Gather(this.members, new Scratch());
        for (int slot = 0; slot < members.size(); slot++) {
            this.members.requireAtLeast(slot, map.memberBytes(slot, sizeBytes));
        }
    }

    /**
     * Members of different sizes, each used to its last whole chunk: a zone goes over all of them as far as the
     * shortest reaches, the next over the longer ones, and so on. All must be there, or nobody knows where zones end.
     */
    public static StripedVolume zoned(String name, List<Optional<BlockSource>> members, long chunkBytes, Zones zones) {
        if (members.stream().anyMatch(Optional::isEmpty)) {
            throw new IllegalArgumentException(name + ": zones need the sizes of all members");
        }
        long[] sizes = members.stream()
                .mapToLong(member -> member.orElseThrow().size())
                .toArray();
        StripeMap map = StripeMap.zoned(sizes, chunkBytes, zones);
        return new StripedVolume(name, members, map, map.sizeBytes());
    }

    public boolean readable() {
        return members.missing().isEmpty();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public void read(long offset, ByteBuffer into) throws IOException {
        checkRange(offset, into.remaining());
        for (Gather.Loss loss : gather.read(map.pieces(offset, into.remaining()), into.slice())) {
            throw loss.cause()
                    .orElseGet(() -> members.unreadable(offset + loss.piece().into()));
        }
        into.position(into.limit());
    }

    @Override
    public Extents extents(long from, long to) throws IOException {
        checkRange(from, to - from);
        return new StripeExtents(members, map, false).of(from, to);
    }

    @Override
    public void close() {
        // The members belong to whoever opened them.
    }
}
