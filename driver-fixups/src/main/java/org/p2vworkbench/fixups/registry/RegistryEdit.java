package org.p2vworkbench.fixups.registry;

/**
 * One thing done to a registry, as data.
 *
 * <p>{@code hive} is its name below HKEY_LOCAL_MACHINE, "SYSTEM"; {@code key} is below the hive's root, names separated by
 * backslashes.
 */
public sealed interface RegistryEdit {

    String hive();

    String key();

    /** The same edit of another key. */
    RegistryEdit at(String key);

    /** Makes a value or replaces it; keys on the way that are missing are made. The empty name is the default value. */
    record SetValue(String hive, String key, String name, RegistryData data) implements RegistryEdit {
        @Override
        public SetValue at(String other) {
            return new SetValue(hive, other, name, data);
        }
    }

    /** Takes a value away. */
    record DeleteValue(String hive, String key, String name) implements RegistryEdit {
        @Override
        public DeleteValue at(String other) {
            return new DeleteValue(hive, other, name);
        }
    }

    /** Makes a key, and those above it that are missing. */
    record CreateKey(String hive, String key) implements RegistryEdit {
        @Override
        public CreateKey at(String other) {
            return new CreateKey(hive, other);
        }
    }

    /** Takes a key away, with all below it. */
    record DeleteKey(String hive, String key) implements RegistryEdit {
        @Override
        public DeleteKey at(String other) {
            return new DeleteKey(hive, other);
        }
    }

    /**
     * The edit as a running Windows has to do it, where the control set that was started is CurrentControlSet.
     *
     * @param started "ControlSet001"
     */
    default RegistryEdit inCurrentControlSet(String started) {
        boolean in = hive().equalsIgnoreCase("SYSTEM")
                && (key() + '\\').regionMatches(true, 0, started + '\\', 0, started.length() + 1);
        return in ? at("CurrentControlSet" + key().substring(started.length())) : this;
    }
}
