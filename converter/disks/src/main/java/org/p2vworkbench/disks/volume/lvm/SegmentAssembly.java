package org.p2vworkbench.disks.volume.lvm;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.DiskFormatException;
import org.p2vworkbench.disks.raid.MirroredVolume;
import org.p2vworkbench.disks.raid.StripedVolume;
import org.p2vworkbench.disks.volume.VolumeState;

/** Makes one segment of a logical volume readable (lvm(8), "lvs -o segtype"). */
final class SegmentAssembly {

    private static final long SECTOR = 512;

    private final LvAssembly volumes;
    private final VgDescription.Lv lv;
    private final VgDescription.Segment segment;

    SegmentAssembly(LvAssembly volumes, VgDescription.Lv lv, VgDescription.Segment segment) {
        this.volumes = volumes;
        this.lv = lv;
        this.segment = segment;
    }

    Assembled assemble() throws IOException {
        Optional<String> why = NamedOnly.why(segment.type());
        if (why.isPresent()) {
            return Assembled.unsupported(why.get());
        }
        try {
            if (segment.type().equals("striped") || segment.type().equals("linear")) {
                return striped();
            }
            if (segment.type().equals("mirror")) {
                return mirrored();
            }
            if (RaidTypes.contains(segment.type())) {
                return new RaidAssembly(volumes, lv, segment).assemble();
            }
        } catch (DiskFormatException damage) {
            return LvAssembly.damaged(damage);
        }
        if (segment.type().equals("error")) {
            return Assembled.failed("A part of it was lost before: its place is marked as an error.");
        }
        return Assembled.unsupported("Segments of type \"%s\" are not known.".formatted(segment.type()));
    }

    /** {@code stripes = ["pv0", 12]} is linear, more of them take turns of {@code stripe_size}. */
    private Assembled striped() throws IOException {
        Optional<List<Stripe>> list = Stripe.list(segment.described().list("stripes"));
        if (list.isEmpty()) {
            return malformed("its list of stripes cannot be read");
        }
        List<Stripe> stripes = list.get();
        if (stripes.size() == 1) {
            return volumes.extents(stripes.get(0), segment.extents());
        }
        long chunkBytes = chunkBytes(segment, volumes.extentBytes());
        if (segment.extents() % stripes.size() != 0 || chunkBytes == 0) {
            return malformed("%d extents do not divide into %d stripes of %d bytes"
                    .formatted(segment.extents(), stripes.size(), chunkBytes));
        }
        List<Optional<BlockSource>> members = new ArrayList<>();
        List<String> findings = new ArrayList<>();
        VolumeState worst = VolumeState.OPTIMAL;
        for (Stripe stripe : stripes) {
            Assembled member = volumes.extents(stripe, segment.extents() / stripes.size());
            members.add(member.bytes());
            findings.addAll(member.findings());
            worst = worst.compareTo(member.state()) < 0 ? member.state() : worst;
        }
        if (members.stream().anyMatch(Optional::isEmpty)) {
            return new Assembled(Optional.empty(), worst, findings);
        }
        BlockSource bytes =
                new StripedVolume(volumes.nameOf(lv), members, chunkBytes, segment.extents() * volumes.extentBytes());
        return new Assembled(Optional.of(bytes), worst, findings);
    }

    /**
     * The old kind of mirror (dm-mirror), and what pvmove makes. The first leg is the one that others are filled from,
     * and in a pvmove that was cut off the only complete one.
     */
    private Assembled mirrored() throws IOException {
        Optional<List<Stripe>> list = Stripe.list(segment.described().list("mirrors"));
        if (list.isEmpty()) {
            return malformed("its list of mirror legs cannot be read");
        }
        if (lv.status().contains("PVMOVE")) {
            return volumes.extents(list.get().get(0), segment.extents());
        }
        List<Optional<BlockSource>> legs = new ArrayList<>();
        List<String> findings = new ArrayList<>();
        for (Stripe leg : list.get()) {
            Assembled copy = volumes.extents(leg, segment.extents());
            legs.add(copy.bytes());
            findings.addAll(copy.findings());
        }
        if (legs.stream().allMatch(Optional::isEmpty)) {
            return Assembled.failed(findings);
        }
        boolean all = legs.stream().allMatch(Optional::isPresent);
        if (legs.get(0).isEmpty()) {
            findings.add("The mirror's first leg is missing: another one is read, which may not have been complete.");
        }
        BlockSource bytes = new MirroredVolume(volumes.nameOf(lv), legs, segment.extents() * volumes.extentBytes());
        return new Assembled(Optional.of(bytes), all ? VolumeState.OPTIMAL : VolumeState.DEGRADED, findings);
    }

    private Assembled malformed(String what) {
        return Assembled.failed("Segment at extent %d: %s.".formatted(segment.startExtent(), what));
    }

    /** What lies on one stripe before the next one's turn; 0 when it is absurd. LVM wants it to divide an extent. */
    static long chunkBytes(VgDescription.Segment segment, long extentBytes) {
        long sectors = segment.described().number("stripe_size").orElse(0L);
        return sectors > 0 && sectors <= extentBytes / SECTOR && extentBytes % (sectors * SECTOR) == 0
                ? sectors * SECTOR
                : 0;
    }
}
