package org.p2vworkbench.fixups.windows.storage;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.p2vworkbench.fixups.plan.Edits;
import org.p2vworkbench.fixups.windows.cabinet.CabinetFormatException;
import org.p2vworkbench.fixups.windows.facts.WindowsVersion;
import org.p2vworkbench.fixups.windows.guest.WindowsGuest;

/**
 * Puts a driver's files where it is started from. A server that was installed on SCSI has no IDE drivers there, but
 * Windows keeps copies of its own files.
 */
final class DriverFiles {

    /** Paths that may be in a command; others were made up by somebody. */
    private static final Pattern ORDINARY = Pattern.compile("[\\w /.-]+");

    private final WindowsGuest guest;
    private final Edits edits;
    private final SortedSet<String> missing;
    private final KeptCopies copies;

    private DriverFiles(WindowsGuest guest, Edits edits, SortedSet<String> missing, KeptCopies copies) {
        this.guest = guest;
        this.edits = edits;
        this.missing = missing;
        this.copies = copies;
    }

    /** Looks for the files of all drivers at once, so that each cabinet is unpacked once. */
    static DriverFiles of(WindowsGuest guest, Edits edits, List<DiskDriver> drivers) throws IOException {
        SortedSet<String> missing = new TreeSet<>();
        for (DiskDriver driver : drivers) {
            for (String name : files(driver, guest.facts().version())) {
                if (!edits.guest().isFile(path(guest, name))) {
                    missing.add(name);
                }
            }
        }
        KeptCopies copies = KeptCopies.of(
                edits.guest(), guest.systemRoot(), guest.facts().version().architecture(), missing);
        return new DriverFiles(guest, edits, missing, copies);
    }

    private static List<String> files(DiskDriver driver, WindowsVersion windows) {
        List<String> names = new ArrayList<>(driver.libraries(windows));
        names.add(driver.service());
        return names.stream().map(name -> name + ".sys").toList();
    }

    private static String path(WindowsGuest guest, String name) {
        return guest.driverFile(name.substring(0, name.lastIndexOf('.')));
    }

    /** Whether the driver has all its files now; those it lacked and Windows has elsewhere are planned to be copied. */
    boolean provide(DiskDriver driver) throws IOException {
        List<String> wanted = new ArrayList<>(files(driver, guest.facts().version()));
        wanted.retainAll(missing);
        if (wanted.stream().anyMatch(name -> copies.copy(name).isEmpty())) {
            return false;
        }
        for (String name : wanted) {
            KeptCopies.Copy copy = copies.copy(name).orElseThrow();
            edits.create(
                    path(guest, name),
                    copy.content(),
                    0644,
                    "%s has to be there for disks on IDE or SATA; this is Windows' own copy, from %s"
                            .formatted(name, copy.source()));
        }
        return true;
    }

    /** Files that are nowhere. */
    List<String> absent() {
        return missing.stream().filter(name -> copies.copy(name).isEmpty()).toList();
    }

    /** Where copies were looked for, for a person to read. */
    String looked() {
        String places = copies.looked().isEmpty() ? "no place that keeps any" : String.join(", ", copies.looked());
        return places
                + copies.unreadable().values().stream()
                        .map(failure -> "; " + failure.getMessage())
                        .collect(Collectors.joining());
    }

    /** Copies that could not be read. */
    Collection<CabinetFormatException> unreadable() {
        return copies.unreadable().values();
    }

    /** What is damaged in the copy may be whole on the old machine, and Windows reads more kinds of cabinet. */
    String remedy() {
        List<String> commands = new ArrayList<>();
        for (Map.Entry<String, CabinetFormatException> each :
                copies.unreadable().entrySet()) {
            if (!ORDINARY.matcher(each.getKey()).matches()) {
                continue;
            }
            absent().forEach(file -> commands.add("expand \"%s\" -F:%s %%SystemRoot%%\\system32\\drivers"
                    .formatted(onTheOldMachine(each.getKey()), file)));
        }
        String disc = "copy %s from the Windows CD into system32\\drivers of the old machine and convert again."
                .formatted(String.join(", ", absent()));
        return commands.isEmpty()
                ? "C" + disc.substring(1)
                : "Run on the old machine, and convert again: %s; or %s".formatted(String.join("; ", commands), disc);
    }

    /** A guest's file as its user writes it. */
    private String onTheOldMachine(String path) {
        String below = path.startsWith(guest.systemRoot() + "/")
                ? "%SystemRoot%" + path.substring(guest.systemRoot().length())
                : "%SystemDrive%" + path;
        return below.replace('/', '\\');
    }
}
