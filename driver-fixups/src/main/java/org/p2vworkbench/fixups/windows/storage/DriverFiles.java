package org.p2vworkbench.fixups.windows.storage;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.p2vworkbench.fixups.plan.Edits;
import org.p2vworkbench.fixups.windows.facts.WindowsVersion;
import org.p2vworkbench.fixups.windows.guest.WindowsGuest;

/**
 * Puts a driver's files where it is started from. A server that was installed on SCSI has no IDE drivers there, but
 * Windows keeps copies of its own files.
 */
final class DriverFiles {

    private final WindowsGuest guest;
    private final Edits edits;
    private final SortedSet<String> absent = new TreeSet<>();

    DriverFiles(WindowsGuest guest, Edits edits) {
        this.guest = guest;
        this.edits = edits;
    }

    /** Whether the driver has all its files now; those it lacked and Windows has elsewhere are planned to be copied. */
    boolean provide(DiskDriver driver) throws IOException {
        WindowsVersion windows = guest.facts().version();
        List<String> missing = new ArrayList<>();
        List<String> wanted = new ArrayList<>(driver.libraries(windows));
        wanted.add(driver.service());
        for (String name : wanted) {
            if (!edits.guest().isFile(guest.driverFile(name))) {
                missing.add(name);
            }
        }
        List<String> nowhere = new ArrayList<>();
        for (String name : missing) {
            if (copy(name).isEmpty()) {
                nowhere.add(name + ".sys");
            }
        }
        if (!nowhere.isEmpty()) {
            absent.addAll(nowhere);
            return false;
        }
        for (String name : missing) {
            edits.create(
                    guest.driverFile(name),
                    edits.guest().read(copy(name).orElseThrow()),
                    0644,
                    "%s has to be there for disks on IDE or SATA; this is Windows' own copy".formatted(name + ".sys"));
        }
        return true;
    }

    /** Files that are nowhere, of the drivers asked for so far. */
    List<String> absent() {
        return List.copyOf(absent);
    }

    /** Cabinets of drivers are compressed by LZX, which nothing here unpacks and every Windows does. */
    String remedy() throws IOException {
        String cache = guest.systemRoot() + "/Driver Cache/i386";
        List<String> commands = new ArrayList<>();
        for (String cabinet : edits.guest().names(cache)) {
            if (cabinet.matches("[\\w-]+\\.(?i:cab)")) {
                absent.forEach(file -> commands.add(
                        "expand \"%%SystemRoot%%\\Driver Cache\\i386\\%s\" -F:%s %%SystemRoot%%\\system32\\drivers"
                                .formatted(cabinet, file)));
            }
        }
        return commands.isEmpty()
                ? "Copy %s from the Windows CD into system32\\drivers of the old machine and convert again."
                        .formatted(String.join(", ", absent))
                : "Run on the old machine, and convert again: " + String.join("; ", commands);
    }

    private Optional<String> copy(String name) throws IOException {
        List<String> places = new ArrayList<>(List.of(
                guest.systemRoot() + "/system32/dllcache/",
                guest.systemRoot() + "/ServicePackFiles/i386/",
                guest.systemRoot() + "/ServicePackFiles/amd64/",
                guest.systemRoot() + "/Driver Cache/i386/",
                "/i386/"));
        String store = guest.systemRoot() + "/system32/DriverStore/FileRepository";
        for (String folder : edits.guest().names(store)) {
            if (folder.toLowerCase(Locale.ROOT).startsWith("mshdc.inf_")) {
                places.add(store + "/" + folder + "/");
            }
        }
        for (String place : places) {
            if (edits.guest().isFile(place + name + ".sys")) {
                return Optional.of(place + name + ".sys");
            }
        }
        return Optional.empty();
    }
}
