package org.p2vworkbench.disks.volume.lvm;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.DiskFormatException;
import org.p2vworkbench.disks.Slice;
import org.p2vworkbench.disks.raid.ConcatenatedVolume;
import org.p2vworkbench.disks.volume.VolumeState;

/**
 * Puts logical volumes together from the physical ones that are there. A volume is its segments one after another; a
 * segment lies on physical volumes or on other logical ones, which are put together the same way. A volume that would
 * need itself, or one nested too deep, is refused.
 */
final class LvAssembly {

    /** Deepest in use: a volume on RAID images on a volume under pvmove. */
    private static final int DEEPEST = 8;

    private final VgDescription vg;
    private final Map<String, Optional<BlockSource>> physical;
    private final Map<String, Assembled> done = new HashMap<>();
    private final Set<String> underWay = new LinkedHashSet<>();

    /** @param physical by the name that segments use; empty for one that is missing */
    LvAssembly(VgDescription vg, Map<String, Optional<BlockSource>> physical) {
        this.vg = vg;
        this.physical = physical;
    }

    Assembled volume(VgDescription.Lv lv) throws IOException {
        Assembled known = done.get(lv.name());
        if (known != null) {
            return known;
        }
        if (underWay.contains(lv.name()) || underWay.size() == DEEPEST) {
            return Assembled.failed("Its description leads round in a circle or too deep: %s -> %s."
                    .formatted(String.join(" -> ", underWay), lv.name()));
        }
        underWay.add(lv.name());
        Assembled assembled = fromSegments(lv);
        underWay.remove(lv.name());
        done.put(lv.name(), assembled);
        return assembled;
    }

    private Assembled fromSegments(VgDescription.Lv lv) throws IOException {
        if (lv.segments().isEmpty()) {
            return Assembled.failed("It has no segments.");
        }
        List<BlockSource> parts = new ArrayList<>();
        VolumeState worst = VolumeState.OPTIMAL;
        Set<String> findings = new LinkedHashSet<>();
        for (VgDescription.Segment segment : lv.segments()) {
            Assembled part = new SegmentAssembly(this, lv, segment).assemble();
            part.bytes().ifPresent(parts::add);
            worst = worst.compareTo(part.state()) < 0 ? part.state() : worst;
            findings.addAll(part.findings());
        }
        if (parts.size() < lv.segments().size()) {
            return new Assembled(Optional.empty(), worst, List.copyOf(findings));
        }
        BlockSource bytes = parts.size() == 1 ? parts.get(0) : new ConcatenatedVolume(nameOf(lv), parts);
        return new Assembled(Optional.of(bytes), worst, List.copyOf(findings));
    }

    String nameOf(VgDescription.Lv lv) {
        return vg.name() + "/" + lv.name();
    }

    long extentBytes() {
        return vg.extentBytes();
    }

    /** The whole of another logical volume, by name. */
    Assembled volume(String name) throws IOException {
        VgDescription.Lv lv = vg.logicalVolumes().get(name);
        return lv == null ? Assembled.failed("Its part %s is not described.".formatted(name)) : volume(lv);
    }

    /** A run of extents of whatever volume, physical or logical, a segment names. */
    Assembled extents(Stripe from, long extents) throws IOException {
        VgDescription.Pv pv = vg.physicalVolumes().get(from.of());
        if (pv != null) {
            return onPhysical(from, pv, extents);
        }
        Assembled whole = volume(from.of());
        if (whole.bytes().isEmpty()) {
            return whole;
        }
        BlockSource bytes = whole.bytes().get();
        long most = bytes.size() / extentBytes();
        if (from.extent() > most || extents > most - from.extent()) {
            return beyond(from, extents, most);
        }
        BlockSource run = new Slice(bytes.name(), bytes, from.extent() * extentBytes(), extents * extentBytes());
        return new Assembled(Optional.of(run), whole.state(), whole.findings());
    }

    private Assembled onPhysical(Stripe from, VgDescription.Pv pv, long extents) {
        if (from.extent() > pv.extents() || extents > pv.extents() - from.extent()) {
            return beyond(from, extents, pv.extents());
        }
        BlockSource source = physical.getOrDefault(from.of(), Optional.empty()).orElse(null);
        if (source == null) {
            return Assembled.failed("Physical volume %s (%s) is not there; it was last seen as %s."
                    .formatted(from.of(), pv.id(), pv.device().isEmpty() ? "an unnamed device" : pv.device()));
        }
        long start = pv.dataAtBytes() + from.extent() * extentBytes();
        long length = extents * extentBytes();
        if (start > source.size() - length) {
            return Assembled.failed(
                    "%s ends at 0x%x, the volume needs it up to 0x%x: the disk or its image is cut short."
                            .formatted(source.name(), source.size(), start + length));
        }
        return Assembled.whole(new Slice(source.name(), source, start, length));
    }

    private static Assembled beyond(Stripe from, long extents, long most) {
        return Assembled.failed("Its description wants extents %d to %d of %s, which has %d."
                .formatted(from.extent(), from.extent() + extents, from.of(), most));
    }

    /** What a structure on the volume itself says cannot be: a finding of this volume and of no other. */
    static Assembled damaged(DiskFormatException damage) {
        return Assembled.failed(damage.getMessage() + ". " + damage.next());
    }
}
