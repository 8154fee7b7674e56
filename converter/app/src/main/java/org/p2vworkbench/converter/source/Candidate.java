package org.p2vworkbench.converter.source;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.p2vworkbench.converter.hardware.MachineHardware;

/**
 * A machine before its name is settled, and before it is known whether another one includes it.
 *
 * @param itself the identity of the image it consists of; empty for a machine with a description
 * @param uses the identities of all other files it reads
 */
record Candidate(
        String input,
        MachineHardware hardware,
        List<Disk> disks,
        List<String> notes,
        MachineSource.IntegrityCheck integrity,
        String itself,
        Set<String> uses) {

    /** A disk before its name is settled. */
    record Disk(String file, SeenAs seen, SourceDisk.Opener opener) {

        Disk(String file, SourceDisk.Opener opener) {
            this(file, SeenAs.UNKNOWN, opener);
        }
    }

    /** Whether {@code other} reads this image; two that read each other are a loop, and each is to fail for itself. */
    boolean isPartOf(Candidate other) {
        return !itself.isEmpty() && other.uses.contains(itself) && !uses.contains(other.itself);
    }

    MachineSource settled(String name) {
        MachineNames names = new MachineNames();
        List<SourceDisk> settled = new ArrayList<>();
        for (int i = 0; i < disks.size(); i++) {
            Disk disk = disks.get(i);
            settled.add(new SourceDisk(
                    names.unique(MachineNames.stem(disk.file())),
                    hardware.disks().get(i).at(),
                    Optional.empty(),
                    disk.seen(),
                    disk.opener()));
        }
        Set<String> files = new HashSet<>(uses);
        if (!itself.isEmpty()) {
            files.add(itself);
        }
        return new MachineSource(name, input, hardware, settled, notes, integrity, files);
    }
}
