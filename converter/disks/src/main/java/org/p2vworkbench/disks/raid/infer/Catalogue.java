package org.p2vworkbench.disks.raid.infer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.p2vworkbench.disks.raid.ParityLayout;
import org.p2vworkbench.disks.raid.Rotation;
import org.p2vworkbench.disks.raid.TenLayout;

/** The shapes that are tried. */
final class Catalogue {

    private static final long SMALLEST_CHUNK = 4096;
    private static final int CHUNKS = 11;
    private static final List<TenLayout> TENS = List.of(
            new TenLayout(2, 1, false),
            new TenLayout(3, 1, false),
            new TenLayout(1, 2, false),
            new TenLayout(1, 2, true));
    /** How long HP Smart Array keeps parity on a member. */
    private static final List<Long> DELAYS = List.of(4L, 8L, 16L, 32L);

    private static final List<ParityLayout> ROTATING = List.of(
            ParityLayout.RAID5_LEFT_ASYMMETRIC,
            ParityLayout.RAID5_LEFT_SYMMETRIC,
            ParityLayout.RAID5_RIGHT_ASYMMETRIC,
            ParityLayout.RAID5_RIGHT_SYMMETRIC);

    private Catalogue() {}

    static List<Long> chunks() {
        List<Long> chunks = new ArrayList<>();
        for (int i = 0; i < CHUNKS; i++) {
            chunks.add(SMALLEST_CHUNK << i);
        }
        return chunks;
    }

    static List<Shape> striped(int slots) {
        return chunks().stream().map(chunk -> Shape.striped(slots, chunk)).toList();
    }

    /** RAID 4 and 5, or 6, by the number of parities. */
    static List<Shape> parity(int slots, int parities) {
        List<Shape> shapes = new ArrayList<>();
        for (ParityLayout layout : ParityLayout.values()) {
            if (layout.parityCount() == parities && slots > parities + 1 && layout != ParityLayout.RAID4) {
                chunks().forEach(chunk -> shapes.add(Shape.parity(layout, slots, chunk, Rotation.EVERY_ROW)));
            }
        }
        return shapes;
    }

    static List<Shape> delayed(int slots) {
        List<Shape> shapes = new ArrayList<>();
        for (ParityLayout layout : ROTATING) {
            for (long delay : DELAYS) {
                chunks().forEach(chunk -> shapes.add(Shape.parity(layout, slots, chunk, new Rotation(delay, delay))));
            }
        }
        return shapes;
    }

    static List<Shape> ten(int slots) {
        return TENS.stream()
                .filter(layout -> layout.copies() < slots || layout.far() > 1 && slots > 1)
                .flatMap(layout -> chunks().stream().map(chunk -> (Shape) new TenShape(layout, slots, chunk, 0)))
                .toList();
    }

    /** RAID 10 whose copies lie side by side: a stripe over mirrors. */
    static List<Shape> near(int slots, int copies) {
        TenLayout layout = new TenLayout(copies, 1, false);
        return chunks().stream()
                .map(chunk -> (Shape) new TenShape(layout, slots, chunk, 0))
                .toList();
    }

    /** The shapes a hypothesis must be told from: those with as many slots. */
    static List<Shape> rivals(Shape shape) {
        List<Shape> rivals = new ArrayList<>();
        int slots = shape.slots();
        for (List<Shape> some :
                Arrays.asList(striped(slots), parity(slots, 1), parity(slots, 2), delayed(slots), ten(slots))) {
            rivals.addAll(some);
        }
        return rivals;
    }
}
