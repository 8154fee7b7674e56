package org.p2vworkbench.reports.inventory;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What stands for something that an inventory of another version, or a damaged one, does not have. */
final class Missing {

    private Missing() {}

    static String text(String text) {
        return text == null ? "" : text;
    }

    static <T> List<T> list(List<T> list) {
        return list == null
                ? List.of()
                : hasHoles(list) ? list.stream().filter(Objects::nonNull).toList() : List.copyOf(list);
    }

    /** Hardly any list has one, and the others are copied at once. */
    private static boolean hasHoles(List<?> list) {
        for (Object element : list) {
            if (element == null) {
                return true;
            }
        }
        return false;
    }

    static <T> Fact<T> fact(Fact<T> fact) {
        return fact == null ? Fact.missing() : fact;
    }

    static Optional<Long> amount(Optional<Long> number) {
        return number == null ? Optional.empty() : number.filter(bytes -> bytes >= 0);
    }

    /** A count or a size: what is below zero is nonsense. */
    static long amount(long number) {
        return Math.max(0, number);
    }
}
