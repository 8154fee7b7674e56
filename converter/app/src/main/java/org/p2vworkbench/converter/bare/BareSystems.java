package org.p2vworkbench.converter.bare;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.p2vworkbench.converter.failure.NotConvertibleException;
import org.p2vworkbench.converter.failure.RefusedException;
import org.p2vworkbench.converter.fixup.TrialRepair;
import org.p2vworkbench.converter.hardware.Bus;
import org.p2vworkbench.converter.source.FoundSources;
import org.p2vworkbench.converter.source.MachineSource;
import org.p2vworkbench.converter.source.SeenAs;
import org.p2vworkbench.converter.source.SourceDisk;
import org.p2vworkbench.converter.wrap.WrappedDisk;
import org.p2vworkbench.disks.filesystem.FilesystemSignature;
import org.p2vworkbench.disks.image.DiskImage;
import org.p2vworkbench.fixups.repair.RepairOptions;

/**
 * Machines whose disk is a Linux system's root filesystem and nothing around it get that in a partition of a disk, as it
 * has to be to be started. A filesystem with data stays what it is, and so does anything with code in its first sector.
 *
 * <p>Whether a filesystem is a system's root is read from its root folder; those that are not read here are looked at in
 * the appliance.
 */
public final class BareSystems {

    private static final Set<String> EXT = Set.of("ext2", "ext3", "ext4");
    private static final Set<String> OTHERS = Set.of("xfs", "btrfs", "reiserfs", "jfs");

    /** Filesystem Hierarchy Standard 3.0, section 3.2: what a root has to have. */
    private static final Set<String> OF_A_ROOT = Set.of("etc", "sbin", "usr", "var");

    private static final int SECTOR_BYTES = 512;

    private final Consumer<String> story;

    public BareSystems(Consumer<String> story) {
        this.story = story;
    }

    public FoundSources wrapped(FoundSources found) {
        List<MachineSource> machines = new ArrayList<>();
        List<String> notes = new ArrayList<>(found.notes());
        for (MachineSource machine : found.machines()) {
            machines.add(wrapped(machine, notes));
        }
        return new FoundSources(machines, found.failures(), notes, found.warnings());
    }

    /** Only the first disk is started from. One that VMware or VirtualBox attached was started as it is. */
    private MachineSource wrapped(MachineSource machine, List<String> notes) {
        if (machine.disks().isEmpty() || machine.disks().get(0).at().bus() != Bus.UNKNOWN) {
            return machine;
        }
        SourceDisk disk = machine.disks().get(0);
        WrappedDisk.Source source = new WrappedDisk.Source(1, () -> disk.open());
        SourceDisk.Opener opener = () -> WrappedDisk.open(disk.name(), List.of(source));
        try {
            if (!isSystem(machine, disk, opener, notes)) {
                return machine;
            }
        } catch (IOException unreadable) {
            // The conversion says what is wrong with it.
            return machine;
        }
        notes.add("%s: %s is a system's filesystem without a partition table; it becomes partition 1 of a disk"
                .formatted(machine.name(), disk.name()));
        SeenAs seen = disk.seen().wrapped();
        List<SourceDisk> disks = new ArrayList<>(machine.disks());
        disks.set(0, new SourceDisk(disk.name(), disk.at(), disk.serial(), seen, opener));
        return new MachineSource(
                machine.name(),
                machine.input(),
                machine.hardware(),
                disks,
                machine.notes(),
                machine.integrity(),
                machine.files());
    }

    private boolean isSystem(MachineSource machine, SourceDisk disk, SourceDisk.Opener opener, List<String> notes)
            throws IOException {
        try (DiskImage image = disk.open()) {
            Optional<String> type = FilesystemSignature.of(image).map(FilesystemSignature::type);
            if (type.isEmpty() || hasCode(image)) {
                return false;
            }
            if (EXT.contains(type.get())) {
                return ExtRootFolder.names(image).containsAll(OF_A_ROOT);
            }
            if (!OTHERS.contains(type.get())) {
                return false;
            }
        }
        story.accept("%s: is it a system, or data? Looking into it".formatted(machine.name()));
        try (DiskImage whole = opener.open()) {
            String kind = new TrialRepair(machine.name(), RepairOptions.USUAL, story)
                    .plan(List.of(whole))
                    .guest()
                    .get("kind");
            return "linux".equals(kind);
        } catch (RefusedException | NotConvertibleException unknown) {
            notes.add("%s: whether it is a system cannot be found out (%s); it stays without a partition table"
                    .formatted(machine.name(), unknown.getMessage()));
            return false;
        }
    }

    private static boolean hasCode(DiskImage image) throws IOException {
        ByteBuffer sector = ByteBuffer.allocate(SECTOR_BYTES);
        image.read(0, sector);
        return sector.get(SECTOR_BYTES - 2) == 0x55 && sector.get(SECTOR_BYTES - 1) == (byte) 0xaa;
    }
}
