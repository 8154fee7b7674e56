package org.p2vworkbench.fixups.windows.hive;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.p2vworkbench.fixups.plan.Edits;
import org.p2vworkbench.fixups.registry.Hive;
import org.p2vworkbench.fixups.registry.HiveFormatException;
import org.p2vworkbench.fixups.registry.HiveKey;
import org.p2vworkbench.fixups.registry.HiveValue;
import org.p2vworkbench.fixups.registry.RegistryData;
import org.p2vworkbench.fixups.registry.RegistryEdit;

/**
 * A hive with the changes that were planned so far laid over it. Keys are below the hive's root; case does not matter
 * and is kept as the hive has it.
 */
public final class HiveDraft {

    private final String name;
    private final String file;
    private final Hive hive;
    /** Upper-case key to upper-case name to what it will be. */
    private final Map<String, Map<String, RegistryEdit.SetValue>> planned = new LinkedHashMap<>();

    /**
     * @param name below HKEY_LOCAL_MACHINE: "SYSTEM"
     * @param file where the guest has it
     */
    public HiveDraft(String name, String file, Hive hive) {
        this.name = name;
        this.file = file;
        this.hive = hive;
    }

    public String name() {
        return name;
    }

    /** Where the guest has it. */
    public String file() {
        return file;
    }

    /** The hive as it is, without what is planned. */
    public Hive original() {
        return hive;
    }

    public boolean hasKey(String key) throws HiveFormatException {
        return isPlanned(key) || hive.key(key).isPresent();
    }

    /** The names of a key's subkeys; none when there is no such key. */
    public List<String> children(String key) throws HiveFormatException {
        TreeSet<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        Optional<HiveKey> there = hive.key(key);
        if (there.isPresent()) {
            there.get().children().forEach(child -> names.add(child.name()));
        }
        String above = upper(key) + '\\';
        planned.forEach((each, values) -> {
            if (each.startsWith(above)) {
                // The case is that of the edit, which any of the values knows.
                String whole = values.values().iterator().next().key();
                String below = whole.substring(above.length());
                names.add(below.contains("\\") ? below.substring(0, below.indexOf('\\')) : below);
            }
        });
        return List.copyOf(names);
    }

    public Optional<RegistryData> value(String key, String valueName) throws HiveFormatException {
        RegistryEdit.SetValue edit = planned.getOrDefault(upper(key), Map.of()).get(upper(valueName));
        return edit != null ? Optional.of(edit.data()) : originalValue(key, valueName);
    }

    /** Empty when it is no text. */
    public Optional<String> string(String key, String valueName) throws HiveFormatException {
        return value(key, valueName).flatMap(RegistryData::string);
    }

    /** None when there is no such value. */
    public List<String> strings(String key, String valueName) throws HiveFormatException {
        return value(key, valueName).map(RegistryData::strings).orElse(List.of());
    }

    public OptionalLong number(String key, String valueName) throws HiveFormatException {
        Optional<RegistryData> data = value(key, valueName);
        return data.isPresent() ? data.get().number() : OptionalLong.empty();
    }

    /** Plans a value, and the keys on the way to it; nothing when it is that already. */
    public void set(Edits edits, String key, String valueName, RegistryData data, String why)
            throws HiveFormatException {
        if (value(key, valueName).equals(Optional.of(data))) {
            return;
        }
        edits.add(new RegistryChange(
                edits.fixup(), name, file, key, valueName, value(key, valueName), data, firstMissing(key), why));
        planned.computeIfAbsent(upper(key), made -> new LinkedHashMap<>())
                .put(upper(valueName), new RegistryEdit.SetValue(name, key, valueName, data));
    }

    /** All that is planned, to compare with what became of the hive. */
    public List<RegistryEdit> edits() {
        List<RegistryEdit> edits = new ArrayList<>();
        planned.values().forEach(values -> edits.addAll(values.values()));
        return List.copyOf(edits);
    }

    /** What would give the hive the values that it has now. */
    public List<RegistryEdit> undo() throws HiveFormatException {
        List<RegistryEdit> undo = new ArrayList<>();
        for (RegistryEdit each : edits()) {
            RegistryEdit.SetValue set = (RegistryEdit.SetValue) each;
            Optional<RegistryData> before = originalValue(set.key(), set.name());
            if (before.isPresent()) {
                undo.add(new RegistryEdit.SetValue(name, set.key(), set.name(), before.get()));
            } else if (hive.key(set.key()).isPresent()) {
                undo.add(new RegistryEdit.DeleteValue(name, set.key(), set.name()));
            } else {
                undo.add(new RegistryEdit.DeleteKey(name, firstMissingOriginal(set.key())));
            }
        }
        return undo.stream().distinct().toList();
    }

    private Optional<RegistryData> originalValue(String key, String valueName) throws HiveFormatException {
        Optional<HiveKey> there = hive.key(key);
        Optional<HiveValue> value = there.isPresent() ? there.get().value(valueName) : Optional.empty();
        return value.isPresent() ? Optional.of(value.get().data()) : Optional.empty();
    }

    /** The topmost key on the way that will have to be made; empty when there is none. */
    private Optional<String> firstMissing(String key) throws HiveFormatException {
        return hasKey(key) ? Optional.empty() : Optional.of(firstMissing(key, true));
    }

    private String firstMissingOriginal(String key) throws HiveFormatException {
        return firstMissing(key, false);
    }

    private String firstMissing(String key, boolean withPlanned) throws HiveFormatException {
        int end = key.indexOf('\\');
        while (end >= 0) {
            String above = key.substring(0, end);
            if (hive.key(above).isEmpty() && !(withPlanned && isPlanned(above))) {
                return above;
            }
            end = key.indexOf('\\', end + 1);
        }
        return key;
    }

    private boolean isPlanned(String key) {
        String wanted = upper(key);
        return planned.keySet().stream().anyMatch(each -> each.equals(wanted) || each.startsWith(wanted + '\\'));
    }

    private static String upper(String text) {
        return text.toUpperCase(Locale.ROOT);
    }
}
