package org.p2vworkbench.disks.raid;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.DiskAddress;
import org.p2vworkbench.disks.DiskFormatException;

/** The members of a volume in slot order, some of which may be missing. */
final class Members {

    private final String volume;
    private final List<Optional<BlockSource>> slots;
    private final BitSet missing = new BitSet();

    Members(String volume, List<Optional<BlockSource>> slots) {
        this.volume = volume;
        this.slots = List.copyOf(slots);
        for (int slot = 0; slot < slots.size(); slot++) {
            missing.set(slot, slots.get(slot).isEmpty());
        }
    }

    int count() {
        return slots.size();
    }

    boolean has(int slot) {
        return !missing.get(slot);
    }

    Optional<BlockSource> member(int slot) {
        return slots.get(slot);
    }

    /** A copy, the caller's to add to. */
    BitSet missing() {
        return (BitSet) missing.clone();
    }

    void read(int slot, long at, ByteBuffer into) throws IOException {
        slots.get(slot).orElseThrow().read(at, into);
    }

    /** Said of a geometry before anything is read through it. */
    void requireAtLeast(int slot, long bytes) {
        slots.get(slot).filter(member -> member.size() < bytes).ifPresent(member -> {
            throw new IllegalArgumentException("%s: the member in slot %d, %s, has %d bytes of the %d needed"
                    .formatted(volume, slot, member.name(), member.size(), bytes));
        });
    }

    DiskFormatException unreadable(long offset) {
        String which = missing.stream().mapToObj(Integer::toString).collect(Collectors.joining(", "));
        return new DiskFormatException(
                new DiskAddress(volume, offset),
                "this part lies on members that are missing: slot %s".formatted(which),
                "Add the missing disks; what is left does not hold enough redundancy to do without them.");
    }
}
