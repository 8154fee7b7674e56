package org.p2vworkbench.agent.inventory;

import java.util.List;
import java.util.Objects;

/** What stands for something that a machine, or the JSON of another version, does not have. */
final class Missing {

    private Missing() {}

    static String text(String text) {
        return text == null ? "" : text;
    }

    static <T> List<T> list(List<T> list) {
        return list == null ? List.of() : list.stream().filter(Objects::nonNull).toList();
    }
}
