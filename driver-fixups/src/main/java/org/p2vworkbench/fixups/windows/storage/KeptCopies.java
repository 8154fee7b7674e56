package org.p2vworkbench.fixups.windows.storage;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.p2vworkbench.fixups.guest.Content;
import org.p2vworkbench.fixups.guest.GuestTree;
import org.p2vworkbench.fixups.windows.cabinet.Cabinet;
import org.p2vworkbench.fixups.windows.cabinet.CabinetFormatException;
import org.p2vworkbench.fixups.windows.cabinet.PackedFile;
import org.p2vworkbench.fixups.windows.facts.WindowsVersion.Architecture;

/**
 * Copies that Windows keeps of its own drivers: as they are, packed one by one, or many in a cabinet. The first place that
 * has a file is where it is taken from.
 */
final class KeptCopies {

    private final GuestTree guest;
    private final Architecture architecture;
    private final SortedMap<String, Copy> found = new TreeMap<>();
    private final List<String> looked = new ArrayList<>();
    private final SortedMap<String, CabinetFormatException> unreadable = new TreeMap<>();

    /** @param source the file it is from, or the cabinet */
    record Copy(String source, Content content) {}

    private KeptCopies(GuestTree guest, Architecture architecture) {
        this.guest = guest;
        this.architecture = architecture;
    }

    /** @param names "atapi.sys" */
    static KeptCopies of(GuestTree guest, String systemRoot, Architecture architecture, SortedSet<String> names)
            throws IOException {
        KeptCopies copies = new KeptCopies(guest, architecture);
        for (KeptPlace place : KeptPlace.folders(systemRoot, architecture)) {
            copies.look(place, names);
        }
        if (!copies.found.keySet().containsAll(names)) {
            for (KeptPlace place : KeptPlace.packages(guest, systemRoot, architecture)) {
                copies.look(place, names);
            }
        }
        return copies;
    }

    Optional<Copy> copy(String name) {
        return Optional.ofNullable(found.get(name));
    }

    /** Folders and cabinets that were looked into. */
    List<String> looked() {
        return List.copyOf(looked);
    }

    /** What could not be read, and why. */
    SortedMap<String, CabinetFormatException> unreadable() {
        return new TreeMap<>(unreadable);
    }

    private void look(KeptPlace place, SortedSet<String> names) throws IOException {
        if (found.keySet().containsAll(names) || !guest.isFolder(place.folder())) {
            return;
        }
        looked.add(place.folder());
        for (String name : without(found.keySet(), names)) {
            takeFile(place.file(guest, name), name);
        }
        for (String name : without(found.keySet(), names)) {
            takePacked(place.file(guest, name.substring(0, name.length() - 1) + "_"), name);
        }
        for (String cabinet : place.cabinets(guest)) {
            takeFromCabinet(cabinet, without(found.keySet(), names));
        }
    }

    private static SortedSet<String> without(Set<String> some, SortedSet<String> names) {
        SortedSet<String> rest = new TreeSet<>(names);
        rest.removeAll(some);
        return rest;
    }

    private void takeFile(Optional<String> file, String name) throws IOException {
        if (file.isPresent() && guest.find(file.get()).orElseThrow().size() <= Cabinet.LARGEST_FILE_BYTES) {
            take(name, file.get(), guest.read(file.get()));
        }
    }

    private void takePacked(Optional<String> file, String name) throws IOException {
        if (file.isPresent()) {
            try {
                take(name, file.get(), Content.of(PackedFile.unpack(new GuestFileBytes(guest, file.get()))));
            } catch (CabinetFormatException malformed) {
                unreadable.put(file.get(), malformed);
            }
        }
    }

    private void takeFromCabinet(String cabinet, SortedSet<String> names) throws IOException {
        if (names.isEmpty()) {
            return;
        }
        looked.add(cabinet);
        try {
            for (Map.Entry<String, byte[]> each :
                    Cabinet.open(new GuestFileBytes(guest, cabinet)).read(names).entrySet()) {
                take(each.getKey(), cabinet, Content.of(each.getValue()));
            }
        } catch (CabinetFormatException malformed) {
            unreadable.put(cabinet, malformed);
        }
    }

    /** Since Windows 8 what looks like a file may be a difference to one, and 64-bit Windows keeps 32-bit files too. */
    private void take(String name, String source, Content content) throws IOException {
        if (DriverImage.isFor(architecture, content)) {
            found.put(name, new Copy(source, content));
        }
    }
}
