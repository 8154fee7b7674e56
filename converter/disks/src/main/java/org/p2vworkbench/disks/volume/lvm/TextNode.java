package org.p2vworkbench.disks.volume.lvm;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A named group of values and further groups in LVM's configuration text. A value is a String, a Long, or a List of
 * these; a group is a {@link TextNode}.
 */
record TextNode(Map<String, Object> entries) {

    Optional<TextNode> node(String name) {
        return entries.get(name) instanceof TextNode node ? Optional.of(node) : Optional.empty();
    }

    Optional<String> text(String name) {
        return entries.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    Optional<Long> number(String name) {
        return entries.get(name) instanceof Long number ? Optional.of(number) : Optional.empty();
    }

    /** A list, or a single value as a list of one; empty where there is none. */
    List<Object> list(String name) {
        Object found = entries.get(name);
        if (found == null || found instanceof TextNode) {
            return List.of();
        }
        return found instanceof List<?> list ? List.copyOf(list) : List.of(found);
    }

    boolean lists(String name, String value) {
        return list(name).contains(value);
    }

    /** The groups inside, in the order of the text. */
    Stream<Map.Entry<String, TextNode>> nodes() {
        return entries.entrySet().stream()
                .filter(entry -> entry.getValue() instanceof TextNode)
                .map(entry -> Map.entry(entry.getKey(), (TextNode) entry.getValue()));
    }

    /** Every string directly in this group, in lists or alone, but that of one name. */
    List<String> stringsBut(String except) {
        List<String> found = new ArrayList<>();
        for (String name : entries.keySet()) {
            for (Object value : name.equals(except) ? List.of() : list(name)) {
                if (value instanceof String text) {
                    found.add(text);
                }
            }
        }
        return found;
    }
}
