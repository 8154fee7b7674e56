package org.p2vworkbench.fixups.windows.hive;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.p2vworkbench.fixups.guest.GuestTree;
import org.p2vworkbench.fixups.plan.Check;
import org.p2vworkbench.fixups.plan.RepairException;
import org.p2vworkbench.fixups.registry.Hive;
import org.p2vworkbench.fixups.registry.HiveDifference;

/**
 * Reads hives again that another program has written, and compares them key by key with what they were and what was to
 * be changed. hivex has made keys unfindable before (hivex issue 7), and a registry with a hole in it is found late.
 */
public final class RegistryCheck implements Check {

    private final List<HiveDraft> hives;
    private final Path folder;

    /** @param folder for copies of the hives */
    public RegistryCheck(List<HiveDraft> hives, Path folder) {
        this.hives = List.copyOf(hives);
        this.folder = folder;
    }

    @Override
    public void look(GuestTree repaired) throws IOException {
        List<String> differences = new ArrayList<>();
        for (HiveDraft hive : hives) {
            if (!hive.edits().isEmpty()) {
                Path copy = folder.resolve(hive.name() + ".repaired");
                repaired.read(hive.file()).writeTo(copy);
                differences.addAll(
                        HiveDifference.unplanned(hive.original(), Hive.open(hive.name(), copy), hive.edits()));
            }
        }
        if (!differences.isEmpty()) {
            throw new RepairException(
                    "the registry is not as it was planned to be: " + String.join("; ", differences),
                    "Convert with --no-fixup, and report this with the registry's SYSTEM hive.");
        }
    }
}
