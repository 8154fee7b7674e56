package org.p2vworkbench.fixups.description;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A guest and what its disks hold.
 *
 * @param systems how many are installed, this one included
 * @param rooms its mounted filesystems
 */
public record GuestDescription(
        int systems, List<Room> rooms, Optional<WindowsDescription> windows, Optional<LinuxDescription> linux) {

    public GuestDescription {
        rooms = List.copyOf(rooms);
    }

    /**
     * A filesystem of the guest.
     *
     * @param disk place of its disk in the machine's order, from 0; empty for what spans disks
     * @param partition number in its table; empty for what is no partition
     * @param device as the appliance names it: "/dev/sda1", "/dev/vg/root"
     * @param place where the guest mounts it: "/", "C:"
     */
    public record Room(
            OptionalInt disk,
            OptionalInt partition,
            String device,
            String place,
            String type,
            long sizeBytes,
            long freeBytes) {}

    /** Who finds out. */
    public interface Describer {
        GuestDescription describe() throws IOException;
    }

    /** A guest that can be repaired is repaired also when a report on it has to do without something. */
    public static Optional<GuestDescription> ifPossible(Describer describer) {
        try {
            return Optional.of(describer.describe());
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    public GuestDescription among(int installed) {
        return new GuestDescription(installed, rooms, windows, linux);
    }
}
