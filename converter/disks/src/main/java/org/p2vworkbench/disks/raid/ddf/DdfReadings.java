package org.p2vworkbench.disks.raid.ddf;

import java.util.ArrayList;
import java.util.List;
import org.p2vworkbench.disks.raid.ParityLayout;
import org.p2vworkbench.disks.raid.TenLayout;
import org.p2vworkbench.disks.raid.set.RaidLevel;
import org.p2vworkbench.disks.raid.span.ParitySpan;
import org.p2vworkbench.disks.raid.span.PlainSpan;
import org.p2vworkbench.disks.raid.span.SpanLayout;
import org.p2vworkbench.disks.raid.span.TenSpan;

/**
 * The ways to understand a volume record, the one that its specification or its writer suggests first.
 *
 * @param ways empty when the record asks for what nobody has documented
 * @param undecided how sure the first way is while content has not confirmed it
 * @param question what is open, or why there is no way; empty when nothing is
 */
record DdfReadings(List<DdfReading> ways, double undecided, String question) {

    private static final int LARGEST_STRIP = 1 << 30;
    private static final int NO_STRIP = 0xff;
    private static final List<Integer> STRIPS_OF_ADAPTEC = List.of(65_536, 131_072, 262_144, 524_288, 32_768, 16_384);

    /** What the members of one span do. */
    private record Inner(RaidLevel level, String layout, SpanLayout span) {}

    /** The inner readings and the doubt there is about them. */
    private record Inners(List<Inner> all, double undecided, String question) {}

    DdfReadings {
        ways = List.copyOf(ways);
    }

    static DdfReadings of(DdfVolume volume, int blockBytes, boolean adaptec) {
        VolumeRecord record = volume.first();
        Inners inners = inners(record, adaptec);
        List<Long> strips = strips(record, blockBytes, adaptec);
        List<Stacking> stackings = stackings(record, volume.spanCount(), inners.all());
        if (inners.all().isEmpty() || strips.isEmpty() || stackings.isEmpty()) {
            return new DdfReadings(List.of(), 0, refusal(record, inners, strips));
        }
        List<DdfReading> ways = new ArrayList<>();
        for (Stacking stacking : stackings) {
            for (long strip : strips) {
                for (Inner inner : inners.all()) {
                    ways.add(way(inner, strip, stacking, volume));
                }
            }
        }
        if (strips.size() > 1) {
            return new DdfReadings(ways, 0.3, "The record gives no strip size, as Adaptec controllers leave it.");
        }
        if (inners.all().size() == 1 && stackings.size() > 1) {
            return new DdfReadings(ways, 0.75, "DDF leaves open how stripes alternate between spans of this level.");
        }
        return new DdfReadings(ways, inners.undecided(), inners.question());
    }

    private static DdfReading way(Inner inner, long strip, Stacking stacking, DdfVolume volume) {
        boolean chunkless =
                inner.span() == PlainSpan.CONCATENATED || inner.span() == PlainSpan.MIRRORED && volume.spanCount() == 1;
        boolean striped =
                volume.spanCount() > 1 && (stacking == Stacking.ROW_BY_ROW || stacking == Stacking.STRIP_BY_STRIP);
        RaidLevel level = striped ? striped(inner.level()) : inner.level();
        String layout = striped && inner.span() == PlainSpan.MIRRORED
                ? new TenLayout(volume.membersPerSpan(), 1, false).label()
                : inner.layout();
        return new DdfReading(level, layout, inner.span(), stacking, chunkless ? 0 : strip);
    }

    private static RaidLevel striped(RaidLevel inner) {
        return switch (inner) {
            case RAID1 -> RaidLevel.RAID10;
            case RAID5 -> RaidLevel.RAID50;
            case RAID6 -> RaidLevel.RAID60;
            case RAID0, RAID4, RAID10, RAID50, RAID60, LINEAR, JBOD, UNKNOWN -> inner;
        };
    }

    /** Primary levels and qualifiers of DDF 2.0, section 5.9.1. */
    private static Inners inners(VolumeRecord record, boolean adaptec) {
        return switch (record.level()) {
            case 0x00 -> certain(new Inner(RaidLevel.RAID0, "", PlainSpan.STRIPED));
            case 0x01 -> certain(new Inner(RaidLevel.RAID1, "", PlainSpan.MIRRORED));
            case 0x04 -> raid4(record.qualifier());
            case 0x05 -> raid5(record.qualifier(), adaptec);
            case 0x06 -> raid6(record.qualifier());
            case 0x0f -> certain(new Inner(RaidLevel.JBOD, "", PlainSpan.CONCATENATED));
            case 0x1f -> certain(new Inner(RaidLevel.LINEAR, "", PlainSpan.CONCATENATED));
            case 0x11 -> raid1e(record.qualifier());
            case 0x15 ->
                new Inners(
                        raid5(record.qualifier(), adaptec).all(),
                        0.4,
                        "RAID 5E is read as RAID 5 with spare space behind the data, which no real set has confirmed.");
            default -> none();
        };
    }

    private static Inners raid4(int qualifier) {
        return switch (qualifier) {
            case 0 -> certain(parity(RaidLevel.RAID4, ParityLayout.RAID5_PARITY_FIRST));
            case 1 -> certain(parity(RaidLevel.RAID4, ParityLayout.RAID4));
            default -> none();
        };
    }

    private static Inners raid5(int qualifier, boolean adaptec) {
        Inner leftAsymmetric = parity(RaidLevel.RAID5, ParityLayout.RAID5_LEFT_ASYMMETRIC);
        Inner rightAsymmetric = parity(RaidLevel.RAID5, ParityLayout.RAID5_RIGHT_ASYMMETRIC);
        Inner rightSymmetric = parity(RaidLevel.RAID5, ParityLayout.RAID5_RIGHT_SYMMETRIC);
        return switch (qualifier) {
            case 0 ->
                adaptec
                        ? new Inners(
                                List.of(leftAsymmetric, rightAsymmetric, rightSymmetric),
                                0.7,
                                "RAID 5 qualifier 0: Adaptec means left-asymmetric by it.")
                        : new Inners(
                                List.of(rightAsymmetric, rightSymmetric, leftAsymmetric),
                                0.5,
                                "RAID 5 qualifier 0: mdadm reads right-asymmetric, dmraid right-symmetric.");
            case 1 -> certain(rightSymmetric);
            case 2 -> certain(leftAsymmetric);
            case 3 -> certain(parity(RaidLevel.RAID5, ParityLayout.RAID5_LEFT_SYMMETRIC));
            default -> none();
        };
    }

    private static Inners raid6(int qualifier) {
        return switch (qualifier) {
            case 1 -> certain(parity(RaidLevel.RAID6, ParityLayout.RAID6_DDF_ZERO_RESTART));
            case 2 -> certain(parity(RaidLevel.RAID6, ParityLayout.RAID6_DDF_N_RESTART));
            case 3 -> certain(parity(RaidLevel.RAID6, ParityLayout.RAID6_DDF_N_CONTINUE));
            default -> none();
        };
    }

    private static Inners raid1e(int qualifier) {
        return switch (qualifier) {
            case 0 -> certain(ten(new TenLayout(2, 1, false)));
            case 1 ->
                new Inners(
                        List.of(ten(new TenLayout(1, 2, true)), ten(new TenLayout(1, 2, false))),
                        0.4,
                        "RAID 1E qualifier 1: the specification says offset copies, mdadm reads far copies.");
            default -> none();
        };
    }

    private static Inner parity(RaidLevel level, ParityLayout layout) {
        return new Inner(level, layout.label(), new ParitySpan(layout));
    }

    private static Inner ten(TenLayout layout) {
        return new Inner(RaidLevel.RAID10, layout.label(), new TenSpan(layout));
    }

    private static Inners certain(Inner inner) {
        return new Inners(List.of(inner), 1, "");
    }

    private static Inners none() {
        return new Inners(List.of(), 0, "");
    }

    private static List<Long> strips(VolumeRecord record, int blockBytes, boolean adaptec) {
        int shift = record.stripShift();
        if (shift == 0 && adaptec && record.level() != 0x01) {
            return STRIPS_OF_ADAPTEC.stream().map(Integer::longValue).toList();
        }
        boolean needsNone = record.spans() <= 1 && (record.level() == 0x01 || (record.level() & 0xf) == 0xf);
        if (needsNone || shift == NO_STRIP && (record.level() & 0xf) == 0xf) {
            return List.of((long) blockBytes);
        }
        return shift < 30 && (long) blockBytes << shift <= LARGEST_STRIP
                ? List.of((long) blockBytes << shift)
                : List.of();
    }

    /** Secondary levels of DDF 2.0, section 5.9.1; mdadm writes 3 for mirrors and stripes over them. */
    private static List<Stacking> stackings(VolumeRecord record, int spans, List<Inner> inners) {
        if (spans == 1) {
            return List.of(Stacking.ROW_BY_ROW);
        }
        boolean oneStripPerRow = inners.stream().allMatch(inner -> inner.span() == PlainSpan.MIRRORED);
        return switch (record.secondaryLevel()) {
            case 0 ->
                oneStripPerRow ? List.of(Stacking.ROW_BY_ROW) : List.of(Stacking.ROW_BY_ROW, Stacking.STRIP_BY_STRIP);
            case 1 -> List.of(Stacking.MIRRORED);
            case 2 -> List.of(Stacking.ONE_AFTER_ANOTHER);
            case 3 ->
                oneStripPerRow
                        ? List.of(Stacking.ROW_BY_ROW)
                        : List.of(Stacking.ROW_BY_ROW, Stacking.ONE_AFTER_ANOTHER);
            default -> List.of();
        };
    }

    private static String refusal(VolumeRecord record, Inners inners, List<Long> strips) {
        if (inners.all().isEmpty()) {
            String name = record.level() == 0x25 ? "RAID 5EE" : record.level() == 0x03 ? "RAID 3" : "this level";
            return "Level 0x%02x with qualifier 0x%02x: nobody has documented how %s is laid out."
                    .formatted(record.level(), record.qualifier(), name);
        }
        return strips.isEmpty()
                ? "A strip of a device block times 2^%d cannot be.".formatted(record.stripShift())
                : "Secondary level 0x%02x is not known.".formatted(record.secondaryLevel());
    }
}
