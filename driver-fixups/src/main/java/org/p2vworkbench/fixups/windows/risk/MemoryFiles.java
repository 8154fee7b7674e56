package org.p2vworkbench.fixups.windows.risk;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.p2vworkbench.fixups.guest.GuestEntry;
import org.p2vworkbench.fixups.plan.Edits;
import org.p2vworkbench.fixups.plan.Fixup;
import org.p2vworkbench.fixups.plan.Severity;
import org.p2vworkbench.fixups.windows.disks.DiskTable;
import org.p2vworkbench.fixups.windows.facts.MountedDevice;
import org.p2vworkbench.fixups.windows.guest.WindowsGuest;

/** Finds files that hold what memory held, which the new machine has no use for, and page files on disks that are not there. */
public final class MemoryFiles implements Fixup<WindowsGuest> {

    private static final List<String> AT_THE_ROOT = List.of("/pagefile.sys", "/swapfile.sys", "/hiberfil.sys");

    @Override
    public String name() {
        return "memory-files";
    }

    @Override
    public void plan(WindowsGuest guest, Edits edits) throws IOException {
        List<String> files = new ArrayList<>(AT_THE_ROOT);
        files.add(guest.systemRoot() + "/MEMORY.DMP");
        List<String> found = new ArrayList<>();
        long bytes = 0;
        for (String file : files) {
            Optional<GuestEntry> entry = edits.guest().find(file);
            if (entry.isPresent()
                    && entry.get().kind() == GuestEntry.Kind.FILE
                    && entry.get().size() > 0) {
                found.add("%s (%d MiB)".formatted(file, entry.get().size() >> 20));
                bytes += entry.get().size();
            }
        }
        if (!found.isEmpty()) {
            edits.find(
                    "WIN-MEMORY-FILES",
                    Severity.INFO,
                    "%d MiB of the system volume hold what memory held: %s. They were copied, and nothing needs them."
                            .formatted(bytes >> 20, String.join(", ", found)),
                    "");
        }
        absentPageFiles(guest, edits);
    }

    private static void absentPageFiles(WindowsGuest guest, Edits edits) throws IOException {
        List<DiskTable> tables = DiskTable.all(edits.guest());
        List<String> absent = guest.facts().boot().pageFiles().stream()
                .filter(file -> file.matches("(?i)[a-z]:.*"))
                .filter(file -> isAbsent(file.substring(0, 1).toUpperCase(Locale.ROOT), guest, tables))
                .toList();
        if (!tables.isEmpty() && !absent.isEmpty()) {
            edits.find(
                    "WIN-PAGE-FILE",
                    Severity.LOW,
                    "Its page file is on a disk that is not here (%s): it starts without, and says so."
                            .formatted(String.join("; ", absent)),
                    "Convert that disk too, or set another page file in the new machine.");
        }
    }

    private static boolean isAbsent(String letter, WindowsGuest guest, List<DiskTable> tables) {
        Optional<MountedDevice> device = guest.facts().mountedDevices().stream()
                .filter(each -> each.letter().equals(Optional.of(letter)))
                .findFirst();
        if (device.isPresent() && device.get().diskSignature().isPresent()) {
            String signature = "%08X".formatted(device.get().diskSignature().getAsLong());
            return tables.stream().noneMatch(table -> table.id().equals(signature));
        }
        if (device.isPresent() && device.get().partition().isPresent()) {
            String guid = device.get().partition().get();
            return tables.stream().flatMap(table -> table.partitions().stream()).noneMatch(each -> each.id()
                    .equals(guid));
        }
        return false;
    }
}
