package org.p2vworkbench.fixups.registry;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Compares a hive that was edited with the one it was made from: every key and value must be what it was, or what an
 * edit made of it. This is the second look at what another program wrote.
 */
public final class HiveDifference {

    /** What is wrong with a hive is known after a few; all of them may be a hundred thousand. */
    private static final int MOST = 50;

    private final Map<String, Map<String, RegistryData>> planned = new LinkedHashMap<>();
    private final Set<String> deleted = new LinkedHashSet<>();
    private final List<String> differences = new ArrayList<>();

    private HiveDifference(Collection<RegistryEdit> edits) {
        for (RegistryEdit edit : edits) {
            plan(edit);
        }
    }

    /**
     * @param edits of this hive, in the order in which they were made
     * @return what is not as it should be, a line each, the first fifty; none when all is
     */
    public static List<String> unplanned(Hive before, Hive after, Collection<RegistryEdit> edits)
            throws HiveFormatException {
        HiveDifference difference = new HiveDifference(edits);
        difference.compare(Optional.of(before.root()), after.root());
        return List.copyOf(difference.differences);
    }

    private void plan(RegistryEdit edit) {
        String key = upper(edit.key());
        if (edit instanceof RegistryEdit.DeleteKey) {
            planned.keySet().removeIf(each -> within(each, key));
            deleted.add(key);
            return;
        }
        if (edit instanceof RegistryEdit.DeleteValue) {
            throw new IllegalArgumentException("a single value cannot be taken away: " + edit);
        }
        for (int end = key.length(); end > 0; end = key.lastIndexOf('\\', end - 1)) {
            planned.computeIfAbsent(key.substring(0, end), made -> new LinkedHashMap<>());
        }
        if (edit instanceof RegistryEdit.SetValue set) {
            planned.computeIfAbsent(key, made -> new LinkedHashMap<>()).put(upper(set.name()), set.data());
        }
    }

    private void compare(Optional<HiveKey> before, HiveKey after) throws HiveFormatException {
        String path = upper(after.path());
        compareValues(path, before, after);
        Map<String, HiveKey> was = new LinkedHashMap<>();
        if (before.isPresent()) {
            before.get().children().forEach(child -> was.put(upper(child.name()), child));
        }
        Set<String> missing = new LinkedHashSet<>(was.keySet());
        missing.removeIf(name -> deleted.contains(below(path, name)) && !planned.containsKey(below(path, name)));
        planned.keySet().stream()
                .filter(each -> each.equals(below(path, each.substring(each.lastIndexOf('\\') + 1))))
                .forEach(each -> missing.add(each.substring(each.lastIndexOf('\\') + 1)));
        Set<String> seen = new LinkedHashSet<>();
        for (HiveKey child : after.children()) {
            String name = upper(child.name());
            if (!seen.add(name)) {
                add("key %s is there twice", child.path());
            } else if (missing.remove(name)) {
                boolean again = deleted.contains(below(path, name));
                compare(again ? Optional.empty() : Optional.ofNullable(was.get(name)), child);
            } else {
                add("key %s is there and should not be", child.path());
            }
        }
        missing.forEach(name -> add("key %s is missing", below(after.path(), name)));
    }

    private void compareValues(String path, Optional<HiveKey> before, HiveKey after) throws HiveFormatException {
        Map<String, RegistryData> expected = new LinkedHashMap<>();
        if (before.isPresent()) {
            for (HiveValue value : before.get().values()) {
                expected.put(upper(value.name()), value.data());
            }
        }
        expected.putAll(planned.getOrDefault(path, Map.of()));
        for (HiveValue value : after.values()) {
            RegistryData wanted = expected.remove(upper(value.name()));
            RegistryData found = value.data();
            if (!found.equals(wanted)) {
                add(
                        "value %s of %s is %s and should be %s",
                        value.name(), after.path(), found, wanted == null ? "absent" : wanted);
            }
        }
        expected.forEach((name, wanted) -> add("value %s of %s is missing", name, after.path()));
    }

    private void add(String format, Object... arguments) {
        if (differences.size() < MOST) {
            differences.add(format.formatted(arguments));
        }
    }

    private static boolean within(String key, String above) {
        return key.equals(above) || key.startsWith(above + '\\');
    }

    private static String below(String path, String name) {
        return path.isEmpty() ? name : path + '\\' + name;
    }

    private static String upper(String text) {
        return text.toUpperCase(Locale.ROOT);
    }
}
