package org.p2vworkbench.converter.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.p2vworkbench.converter.failure.UsageException;
import org.p2vworkbench.fixups.appliance.VolumeKey;
import org.p2vworkbench.fixups.plan.MachineFacts;
import org.p2vworkbench.fixups.repair.RepairOptions;
import org.p2vworkbench.fixups.windows.drivers.DriverTable;
import org.p2vworkbench.fixups.windows.drivers.DriverTableException;
import org.p2vworkbench.fixups.windows.ntfs.Consent;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How guests are repaired: shared by the commands that do it. */
final class RepairWishes {

    @Option(
            names = "--virtio-win",
            paramLabel = "DIR|ISO",
            description = "Where the virtio drivers for Windows are: the content of a virtio-win disc, or the disc.")
    private Optional<Path> virtioWin = Optional.empty();

    @Option(
            names = "--drivers",
            paramLabel = "FILE",
            description = "More Windows services that do not fit a virtual machine, a table as docs/windows.md has it.")
    private List<Path> driverTables = new ArrayList<>();

    @Option(
            names = "--discard-hibernation",
            description = "Repair also a hibernated Windows, or one shut down for a fast start: its session is lost.")
    private boolean discardHibernation;

    @Option(
            names = "--allow-dirty",
            description =
                    "Repair also a Windows whose NTFS was not put away in order: what its journal holds is lost, and Windows checks it at its first start.")
    private boolean dirtyAllowed;

    @Mixin
    private LinuxWishes linux;

    /**
     * @param root the device of the system that is meant, where there are several
     * @param keys of its encrypted volumes
     */
    RepairOptions options(Optional<String> root, List<VolumeKey> keys) throws UsageException {
        demandReadable("--virtio-win", virtioWin.stream().toList());
        demandReadable("--drivers", driverTables);
        demandTables(driverTables);
        return new RepairOptions(
                root,
                MachineFacts.NONE,
                virtioWin.map(RepairWishes::fromAnywhere),
                driverTables.stream().map(RepairWishes::fromAnywhere).toList(),
                linux.options(),
                keys,
                consents());
    }

    private Set<Consent> consents() {
        Set<Consent> consents = EnumSet.noneOf(Consent.class);
        if (discardHibernation) {
            consents.add(Consent.DISCARD_HIBERNATION);
        }
        if (dirtyAllowed) {
            consents.add(Consent.DIRTY_NTFS);
        }
        return consents;
    }

    /** The converter that does it may have been started in another folder. */
    private static Path fromAnywhere(Path path) {
        return path.toAbsolutePath().normalize();
    }

    /** A mistake in a table is said before a disk is copied for hours. */
    private static void demandTables(List<Path> tables) throws UsageException {
        for (Path table : tables) {
            try {
                DriverTable.own().with(table);
            } catch (DriverTableException mistake) {
                throw new UsageException("--drivers", mistake.getMessage(), mistake.next(), mistake);
            } catch (IOException unreadable) {
                throw new UsageException(
                        "--drivers",
                        "%s is no text in UTF-8: %s".formatted(table, unreadable),
                        "Name a table as docs/windows.md has it.",
                        unreadable);
            }
        }
    }

    private static void demandReadable(String option, List<Path> paths) throws UsageException {
        for (Path path : paths) {
            if (!Files.isReadable(path)) {
                throw new UsageException(option, path + " cannot be read", "Name a file or folder that is there.");
            }
        }
    }
}
