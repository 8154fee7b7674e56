package org.p2vworkbench.fixups.appliance;

import com.redhat.et.libguestfs.GuestFS;
import com.redhat.et.libguestfs.LibGuestFSException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The operating systems of a machine, as the library's own inspection has them. */
final class LibraryInspection {

    private final GuestFS handle;

    LibraryInspection(GuestFS handle) {
        this.handle = handle;
    }

    List<GuestRoot> roots() throws LibGuestFSException {
        List<GuestRoot> found = new ArrayList<>();
        for (String root : Stream.of(handle.inspect_os()).sorted().distinct().toList()) {
            String type = handle.inspect_get_type(root);
            found.add(new GuestRoot(
                    root,
                    type,
                    product(root),
                    new TreeMap<>(handle.inspect_get_mountpoints(root)),
                    type.equals("windows") ? drives(root) : new TreeMap<>()));
        }
        return List.copyOf(found);
    }

    /** Debian's product is its number alone in this library. */
    private String product(String root) {
        String product = GuestCalls.orEmpty(() -> handle.inspect_get_product_name(root));
        if (product.chars().anyMatch(Character::isLetter)) {
            return product.equals("unknown") ? "" : product;
        }
        return (GuestCalls.orEmpty(() -> handle.inspect_get_distro(root)) + " " + product).strip();
    }

    private SortedMap<String, String> drives(String root) {
        SortedMap<String, String> drives = new TreeMap<>();
        try {
            handle.inspect_get_drive_mappings(root)
                    .forEach((letter, device) -> drives.put(letter.toUpperCase(Locale.ROOT), device));
        } catch (LibGuestFSException unreadableRegistry) {
            // The letters are a convenience; files are found by device all the same.
            drives.clear();
        }
        return drives;
    }
}
