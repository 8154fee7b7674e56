package org.p2vworkbench.reports.raid;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The first rows of a set: what each member holds in each.
 *
 * <pre>
 *   RAID 5 over three members, left-symmetric        RAID 10 over three members, near=2
 *     0  1  P                                          0  0  1
 *     3  P  2                                          1  2  2
 *     P  4  5                                          3  3  4
 * </pre>
 */
record StripeMap(List<List<Chunk>> rows) {

    private static final int MOST_ROWS = 6;
    private static final int ROWS_WITHOUT_ROTATION = 3;

    /** What lies in a place. */
    enum Kind {
        DATA,
        COPY,
        PARITY
    }

    /** A place: the number of the chunk it holds, or "P" and "Q". */
    record Chunk(String text, Kind kind) {

        static Chunk data(int number) {
            return new Chunk(Integer.toString(number), Kind.DATA);
        }
    }

    /** Nothing for a level or a layout of which no places are known here. */
    static Optional<StripeMap> of(String level, String layout, int members) {
        return switch (level) {
            case "raid0" -> Optional.of(new StripeMap(mirrored(members, 1)));
            case "raid1" -> Optional.of(new StripeMap(mirrored(members, members)));
            case "raid4" -> parity(layout.isEmpty() ? "parity-last" : layout, members, 1);
            case "raid5" -> parity(layout, members, 1);
            case "raid6" -> parity(layout, members, 2);
            case "raid10" ->
                layout.matches("near=[1-9]") && members >= layout.charAt(5) - '0'
                        ? Optional.of(new StripeMap(mirrored(members, layout.charAt(5) - '0')))
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    /** Each chunk in {@code copies} places that follow each other. */
    private static List<List<Chunk>> mirrored(int members, int copies) {
        List<List<Chunk>> rows = new ArrayList<>();
        for (int row = 0; row < ROWS_WITHOUT_ROTATION; row++) {
            List<Chunk> chunks = new ArrayList<>();
            for (int member = 0; member < members; member++) {
                int place = row * members + member;
                chunks.add(new Chunk(Integer.toString(place / copies), place % copies == 0 ? Kind.DATA : Kind.COPY));
            }
            rows.add(chunks);
        }
        return rows;
    }

    private static Optional<StripeMap> parity(String layout, int members, int parities) {
        if (members < parities + 2) {
            return Optional.empty();
        }
        List<List<Chunk>> rows = new ArrayList<>();
        int next = 0;
        boolean rotates = !layout.startsWith("parity-");
        for (int row = 0; row < (rotates ? Math.min(members, MOST_ROWS) : ROWS_WITHOUT_ROTATION); row++) {
            int first =
                    switch (layout) {
                        case "left-symmetric", "left-asymmetric" -> members - 1 - row % members;
                        case "right-symmetric", "right-asymmetric" -> row % members;
                        case "parity-first" -> 0;
                        case "parity-last" -> members - parities;
                        default -> -1;
                    };
            if (first < 0) {
                return Optional.empty();
            }
            List<Chunk> chunks = new ArrayList<>(Collections.nCopies(members, null));
            for (int i = 0; i < parities; i++) {
                chunks.set((first + i) % members, new Chunk(i == 0 ? "P" : "Q", Kind.PARITY));
            }
            boolean symmetric = layout.endsWith("-symmetric");
            int from = symmetric ? first + parities : 0;
            for (int i = 0; i < members; i++) {
                int member = (from + i) % members;
                if (chunks.get(member) == null) {
                    chunks.set(member, Chunk.data(next++));
                }
            }
            rows.add(chunks);
        }
        return Optional.of(new StripeMap(rows));
    }
}
