package org.p2vworkbench.fixups.windows.guest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.p2vworkbench.fixups.guest.GuestTree;
import org.p2vworkbench.fixups.guest.GuestVolume;
import org.p2vworkbench.fixups.registry.Hive;
import org.p2vworkbench.fixups.registry.HiveFormatException;
import org.p2vworkbench.fixups.windows.hive.HiveDraft;

/**
 * The boot configuration of Vista and later, a hive: on the EFI system partition, or on the partition that the BIOS starts,
 * which may be the system's own.
 */
final class BootStoreFile {

    /** What Windows mounts it as, below HKEY_LOCAL_MACHINE. */
    private static final String NAME = "BCD00000000";

    private static final String ON_EFI = "/EFI/Microsoft/Boot/BCD";
    private static final String ON_BIOS = "/Boot/BCD";

    private BootStoreFile() {}

    /**
     * Empty when there is none that can be read.
     *
     * @param folder for a copy
     */
    static Optional<HiveDraft> open(GuestTree guest, Path folder) throws IOException {
        for (String file : places(guest)) {
            if (isThere(guest, file)) {
                Path copy = folder.resolve(NAME);
                Files.createDirectories(folder);
                guest.read(file).writeTo(copy);
                try {
                    return Optional.of(new HiveDraft(NAME, file, Hive.open(NAME, copy)));
                } catch (HiveFormatException damaged) {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isThere(GuestTree guest, String file) {
        try {
            return guest.isFile(file);
        } catch (IOException notMounted) {
            // A damaged volume beside the system's is no reason not to repair that.
            return false;
        }
    }

    private static List<String> places(GuestTree guest) throws IOException {
        String root = guest.mountpoints().getOrDefault("/", "");
        List<String> efi = new ArrayList<>();
        List<String> bios = new ArrayList<>(List.of(ON_BIOS));
        for (GuestVolume volume : guest.volumes()) {
            String name = volume.device().replaceFirst("^/dev/", "");
            if (volume.type().equals("vfat")) {
                efi.add(name + ":" + ON_EFI);
            } else if (volume.type().equals("ntfs")
                    && volume.partition().isPresent()
                    && !volume.device().equals(root)) {
                bios.add(name + ":" + ON_BIOS);
            }
        }
        efi.addAll(bios);
        return efi;
    }
}
