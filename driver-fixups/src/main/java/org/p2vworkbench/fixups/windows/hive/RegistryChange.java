package org.p2vworkbench.fixups.windows.hive;

import java.io.IOException;
import java.util.Optional;
import org.p2vworkbench.fixups.guest.GuestWriter;
import org.p2vworkbench.fixups.plan.Change;
import org.p2vworkbench.fixups.plan.Originals;
import org.p2vworkbench.fixups.plan.Undo;
import org.p2vworkbench.fixups.registry.RegistryData;

/**
 * A registry value made or replaced.
 *
 * @param hive below HKEY_LOCAL_MACHINE
 * @param file where the guest has the hive
 * @param from what it is; empty when there is no such value
 * @param made the topmost key that has to be made for it
 */
record RegistryChange(
        String fixup,
        String hive,
        String file,
        String key,
        String name,
        Optional<RegistryData> from,
        RegistryData to,
        Optional<String> made,
        String why)
        implements Change {

    @Override
    public Kind kind() {
        return Kind.REGISTRY;
    }

    @Override
    public String target() {
        return "HKLM\\%s\\%s\\%s".formatted(hive, key, name.isEmpty() ? "(default)" : name);
    }

    @Override
    public String before() {
        return from.map(RegistryData::toString).orElse("");
    }

    @Override
    public String after() {
        return to.toString();
    }

    @Override
    public String undoText() {
        return from.isPresent()
                ? "set it to " + before()
                : made.map(top -> "delete key " + top).orElse("delete it");
    }

    @Override
    public void apply(GuestWriter guest) throws IOException {
        guest.setValue(file, key, name, (int) to.type().number(), to.bytes());
    }

    @Override
    public Undo undo(GuestWriter guest, Originals originals) {
        if (made.isPresent()) {
            return new Undo.RemoveKey(file, made.get());
        }
        if (from.isEmpty()) {
            return new Undo.RemoveValue(file, key, name);
        }
        RegistryData before = from.get();
        return new Undo.RestoreValue(file, key, name, (int) before.type().number(), before.bytes(), to.bytes());
    }
}
