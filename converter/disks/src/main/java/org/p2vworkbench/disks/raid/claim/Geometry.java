package org.p2vworkbench.disks.raid.claim;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.p2vworkbench.disks.raid.ParityLayout;
import org.p2vworkbench.disks.raid.set.RaidLevel;

/**
 * How the data lies on the members, as metadata claims it: nothing here has been checked but by {@link #flaw}.
 *
 * @param copies neighbouring slots that hold the same data; all of them for RAID 1
 * @param sizeBytes of the volume, whole rows only: both dmraid and FreeBSD leave a broken last row unused
 * @param memberBytes what each slot gives to the volume
 * @param offsetsBytes where that begins on each member
 */
public record Geometry(
        RaidLevel level,
        Optional<ParityLayout> parity,
        int copies,
        long chunkBytes,
        long sizeBytes,
        List<Long> memberBytes,
        List<Long> offsetsBytes) {

    /** More than any controller that keeps metadata of this kind has ports. */
    private static final int MOST_SLOTS = 256;

    private static final int SECTOR_BYTES = 512;

    public Geometry {
        memberBytes = List.copyOf(memberBytes);
        offsetsBytes = List.copyOf(offsetsBytes);
    }

    /** RAID 0; of a single disk, that disk. */
    public static Geometry striped(int slots, long chunkBytes, long sizeBytes) {
        return slots == 1
                ? linear(List.of(sizeBytes))
                : rows(RaidLevel.RAID0, Optional.empty(), slots, 1, slots, chunkBytes, sizeBytes);
    }

    /** RAID 1. */
    public static Geometry mirrored(int slots, long sizeBytes) {
        return new Geometry(
                RaidLevel.RAID1,
                Optional.empty(),
                Math.max(1, slots),
                0,
                sizeBytes,
                all(slots, sizeBytes),
                all(slots, 0L));
    }

    /** RAID 10 and 0+1, the copies of each column next to each other: near=2. */
    public static Geometry pairs(int slots, long chunkBytes, long sizeBytes) {
        return rows(RaidLevel.RAID10, Optional.empty(), slots, 2, slots / 2, chunkBytes, sizeBytes);
    }

    public static Geometry parity(ParityLayout layout, int slots, long chunkBytes, long sizeBytes) {
        RaidLevel level =
                switch (layout.parityCount()) {
                    case 1 -> layout == ParityLayout.RAID4 ? RaidLevel.RAID4 : RaidLevel.RAID5;
                    default -> RaidLevel.RAID6;
                };
        return rows(level, Optional.of(layout), slots, 1, slots - layout.parityCount(), chunkBytes, sizeBytes);
    }

    /** One after another. */
    public static Geometry linear(List<Long> partBytes) {
        long size = 0;
        for (long part : partBytes) {
            size = part < 0 || size > Long.MAX_VALUE - part ? -1 : size + part;
        }
        return new Geometry(
                partBytes.size() == 1 ? RaidLevel.JBOD : RaidLevel.LINEAR,
                Optional.empty(),
                1,
                0,
                size,
                partBytes,
                all(partBytes.size(), 0L));
    }

    public Geometry from(List<Long> newOffsetsBytes) {
        return new Geometry(level, parity, copies, chunkBytes, sizeBytes, memberBytes, newOffsetsBytes);
    }

    public Geometry from(long offsetBytes) {
        return from(all(slots(), offsetBytes));
    }

    public int slots() {
        return memberBytes.size();
    }

    /** As mdadm names the layout; empty where the level has only one. */
    public String layout() {
        return level == RaidLevel.RAID10
                ? "near=2"
                : parity.map(ParityLayout::label).orElse("");
    }

    /** How many slots may be empty wherever they lie; mirrors are counted by column instead. */
    int spareable() {
        return parity.map(ParityLayout::parityCount).orElse(0);
    }

    /** Why this cannot be; empty when it can. */
    public Optional<String> flaw() {
        int fewest = parity.map(layout -> layout.parityCount() + 2).orElse(level == RaidLevel.RAID10 ? 4 : 1);
        if (slots() < fewest || slots() > MOST_SLOTS || level == RaidLevel.RAID10 && slots() % 2 != 0) {
            return Optional.of("%s of %d disks".formatted(level.label(), slots()));
        }
        boolean chunked = level == RaidLevel.RAID0 || level == RaidLevel.RAID10 || parity.isPresent();
        if (chunked && (chunkBytes <= 0 || chunkBytes % SECTOR_BYTES != 0)) {
            return Optional.of("chunks of %d bytes".formatted(chunkBytes));
        }
        return sizeBytes <= 0 ? Optional.of("a size of %d bytes".formatted(sizeBytes)) : Optional.empty();
    }

    private static Geometry rows(
            RaidLevel level,
            Optional<ParityLayout> parity,
            int slots,
            int copies,
            int dataSlots,
            long chunkBytes,
            long sizeBytes) {
        long rowBytes = dataSlots > 0 && dataSlots <= MOST_SLOTS && chunkBytes > 0 && chunkBytes <= 1L << 40
                ? chunkBytes * dataSlots
                : 0;
        long rows = rowBytes > 0 && sizeBytes > 0 ? sizeBytes / rowBytes : 0;
        return new Geometry(
                level, parity, copies, chunkBytes, rows * rowBytes, all(slots, rows * chunkBytes), all(slots, 0L));
    }

    private static List<Long> all(int slots, long value) {
        return Collections.nCopies(Math.max(0, Math.min(slots, MOST_SLOTS + 1)), value);
    }
}
