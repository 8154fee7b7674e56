package org.p2vworkbench.disks.raid.md;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.raid.ConcatenatedVolume;
import org.p2vworkbench.disks.raid.MirroredVolume;
import org.p2vworkbench.disks.raid.ParityVolume;
import org.p2vworkbench.disks.raid.StripedVolume;
import org.p2vworkbench.disks.raid.TenLayout;
import org.p2vworkbench.disks.raid.TenVolume;

/**
 * The volume of an array over the disks in its slots.
 *
 * @param bytes empty when too little is there to read
 */
record MdVolume(long sizeBytes, Optional<BlockSource> bytes) {

    private static final MdVolume NONE = new MdVolume(0, Optional.empty());

    /**
     * @param geometry one that {@link MdRefusal} has let pass
     * @param slots the disks in slot order; empty where missing
     */
    static MdVolume of(String name, MdGeometry geometry, List<Optional<Claim>> slots, StripedVolume.Zones zones) {
        return switch (geometry.level()) {
            case MdGeometry.LINEAR -> linear(name, geometry, slots);
            case 0 -> striped(name, geometry, slots, zones);
            case 1 -> mirrored(name, geometry, slots);
            case 10 -> ten(name, geometry, slots);
            default -> parity(name, geometry, slots);
        };
    }

    private static MdVolume linear(String name, MdGeometry geometry, List<Optional<Claim>> slots) {
        List<BlockSource> parts = asFarAsTheyGo(geometry, slots);
        if (parts.size() < slots.size()) {
            return NONE;
        }
        ConcatenatedVolume volume = new ConcatenatedVolume(name, parts);
        return new MdVolume(volume.size(), Optional.of(volume));
    }

    private static MdVolume striped(
            String name, MdGeometry geometry, List<Optional<Claim>> slots, StripedVolume.Zones zones) {
        List<BlockSource> parts = asFarAsTheyGo(geometry, slots);
        if (parts.size() < slots.size()) {
            return NONE;
        }
        List<Optional<BlockSource>> members = parts.stream().map(Optional::of).toList();
        StripedVolume volume = StripedVolume.zoned(name, members, geometry.chunkBytes(), zones);
        return new MdVolume(volume.size(), Optional.of(volume));
    }

    /** What linear and RAID 0 use of each member: all of it, to the last whole chunk where there are chunks. */
    static List<BlockSource> asFarAsTheyGo(MdGeometry geometry, List<Optional<Claim>> slots) {
        List<BlockSource> parts = new ArrayList<>();
        for (Optional<Claim> slot : slots) {
            slot.flatMap(claim -> {
                        long room = claim.device().dataBytes();
                        return MdMember.of(
                                claim, geometry.chunkBytes() > 0 ? room - room % geometry.chunkBytes() : room);
                    })
                    .ifPresent(parts::add);
        }
        return parts;
    }

    private static MdVolume mirrored(String name, MdGeometry geometry, List<Optional<Claim>> slots) {
        long size = geometry.componentBytes();
        // A write-mostly member may lag behind after a crash, and is slow: it is read last.
        List<Optional<Claim>> fastFirst = slots.stream()
                .sorted(Comparator.comparing(
                        slot -> slot.map(claim -> claim.device().writeMostly()).orElse(true)))
                .toList();
        return redundant(
                fastFirst, size, size, members -> new MirroredVolume(name, members, size), MirroredVolume::readable);
    }

    private static MdVolume ten(String name, MdGeometry geometry, List<Optional<Claim>> slots) {
        TenLayout layout = MdLayouts.ten(geometry).orElseThrow();
        // raid10.c, calc_sectors and raid10_size.
        long rows = geometry.componentBytes() / geometry.chunkBytes() / layout.far();
        long size = Math.multiplyExact(rows, geometry.disks()) / layout.near() * geometry.chunkBytes();
        return redundant(
                slots,
                size,
                geometry.componentBytes(),
                members -> new TenVolume(name, members, geometry.chunkBytes(), layout, size),
                TenVolume::readable);
    }

    private static MdVolume parity(String name, MdGeometry geometry, List<Optional<Claim>> slots) {
        var layout = MdLayouts.parity(geometry).orElseThrow();
        long used = geometry.componentBytes() - geometry.componentBytes() % geometry.chunkBytes();
        long size = Math.multiplyExact(used, layout.dataCount(geometry.disks()));
        return redundant(
                slots,
                size,
                used,
                members -> new ParityVolume(name, members, geometry.chunkBytes(), layout, size),
                ParityVolume::readable);
    }

    /** Readable when it is without the members that are only partly right; these help where they are. */
    private static <V extends BlockSource> MdVolume redundant(
            List<Optional<Claim>> slots,
            long size,
            long memberBytes,
            Function<List<Optional<BlockSource>>, V> over,
            Function<V, Boolean> readable) {
        List<Optional<BlockSource>> all = slots.stream()
                .map(slot -> slot.flatMap(claim -> MdMember.of(claim, memberBytes)))
                .toList();
        List<Optional<BlockSource>> whole = slots.stream()
                .map(slot -> slot.filter(
                                claim -> claim.device().recoveredBytes().isEmpty())
                        .flatMap(claim -> MdMember.of(claim, memberBytes)))
                .toList();
        boolean isReadable = readable.apply(over.apply(whole));
        return new MdVolume(size, isReadable ? Optional.of(over.apply(all)) : Optional.empty());
    }
}
