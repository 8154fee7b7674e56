package org.p2vworkbench.fixups.windows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.p2vworkbench.fixtures.registry.FakeWindows;
import org.p2vworkbench.fixups.guest.FolderGuest;
import org.p2vworkbench.fixups.guest.GuestVolume;
import org.p2vworkbench.fixups.plan.MachineFacts;
import org.p2vworkbench.fixups.windows.WindowsRepair.Given;
import org.p2vworkbench.fixups.windows.drivers.DriverTable;

/** The files of a Windows in a folder: hives, and stubs where drivers are. */
final class WindowsFolder {

    static final String SYSTEM = "/Windows/system32/config/SYSTEM";
    static final String SOFTWARE = "/Windows/system32/config/SOFTWARE";
    static final Given NOTHING_GIVEN = new Given(MachineFacts.NONE, DriverTable.own(), Optional.empty(), Set.of());
    private static final String DRIVERS = "/Windows/system32/drivers/";

    private final Path root;
    private final Path copies;
    private final Map<String, Path> devices = new TreeMap<>();
    private List<GuestVolume> volumes = List.of();
    private long freeBytes = 1L << 30;

    WindowsFolder(Path folder) throws IOException {
        this.root = Files.createDirectories(folder.resolve("guest"));
        this.copies = Files.createDirectories(folder.resolve("copies"));
    }

    WindowsFolder with(FakeWindows windows) throws IOException {
        return with(SYSTEM, windows.systemHive()).with(SOFTWARE, windows.softwareHive());
    }

    WindowsFolder with(String path, byte[] bytes) throws IOException {
        Files.createDirectories(at(path).getParent());
        Files.write(at(path), bytes);
        return this;
    }

    WindowsFolder with(String path, Path file) throws IOException {
        return with(path, Files.readAllBytes(file));
    }

    WindowsFolder withDrivers(String... names) throws IOException {
        for (String name : names) {
            with(DRIVERS + name + ".sys", made("Microsoft Corporation"));
        }
        return this;
    }

    WindowsFolder withDriverOf(String maker, String name) throws IOException {
        return with(DRIVERS + name + ".sys", made(maker));
    }

    WindowsFolder withVolumes(GuestVolume... all) {
        volumes = List.of(all);
        return this;
    }

    WindowsFolder withFreeBytes(long bytes) {
        freeBytes = bytes;
        return this;
    }

    WindowsFolder withDevice(String name, Path bytes) {
        devices.put(name, bytes);
        return this;
    }

    /** A file with a version resource, as far as anybody here reads it. */
    private static byte[] made(String maker) {
        return ("MZ\0\0CompanyName\0\0" + maker + "\0").getBytes(StandardCharsets.UTF_16LE);
    }

    Path at(String path) {
        return root.resolve(path.substring(1));
    }

    FolderGuest guest() {
        FolderGuest guest = new FolderGuest(root, volumes, new TreeMap<>(Map.of("/", "/dev/sda1")));
        devices.forEach(guest::withDevice);
        guest.withFreeBytes(freeBytes);
        return guest;
    }

    WindowsRepair plan(Given given) throws IOException {
        return WindowsRepair.plan(guest(), given, copies);
    }

    WindowsRepair plan() throws IOException {
        return plan(NOTHING_GIVEN);
    }
}
