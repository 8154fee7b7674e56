package org.p2vworkbench.converter.source;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.p2vworkbench.converter.hardware.Firmware;
import org.p2vworkbench.converter.hardware.FirmwareGuess;
import org.p2vworkbench.converter.hardware.MachineHardware;
import org.p2vworkbench.disks.clonezilla.ClonezillaDisk;
import org.p2vworkbench.disks.clonezilla.ClonezillaFolder;

/** Reads the machine around the disks that Clonezilla saved to a folder. */
final class ClonezillaReader {

    /** Drivers that have a folder of their own below /dev; in file names its slash is a hyphen. */
    private static final String OF_FOLDERS = "(cciss|ida|rd)-";

    private final SourceOptions options;

    ClonezillaReader(SourceOptions options) {
        this.options = options;
    }

    Candidate read(Path path) throws IOException {
        ClonezillaFolder folder = ClonezillaFolder.read(path, options.outsideAllowed(), options.holes());
        Firmware firmware = Firmware.BIOS;
        Set<String> notes = new LinkedHashSet<>();
        List<Candidate.Disk> disks = new ArrayList<>();
        for (String disk : folder.disks()) {
            try (ClonezillaDisk opened = folder.open(disk)) {
                notes.addAll(opened.notes());
                if (FirmwareGuess.of(opened) == Firmware.UEFI) {
                    firmware = Firmware.UEFI;
                }
            } catch (IOException failure) {
                // The conversion of this machine will fail with the same words.
                notes.add("%s cannot be opened: %s".formatted(disk, failure.getMessage()));
            }
            SeenAs seen = new SeenAs(List.of(disk.replaceFirst("^" + OF_FOLDERS, "$1/")), false, false);
            disks.add(new Candidate.Disk(disk, seen, () -> folder.open(disk)));
        }
        Set<String> uses = folder.identities();
        return new Candidate(
                path.toString(),
                MachineHardware.aroundBareDisks(MachineNames.stem(folder.name()), firmware, folder.disks()),
                disks,
                List.copyOf(notes),
                MachineSource.IntegrityCheck.NOTHING_TO_COMPARE,
                "",
                uses);
    }
}
