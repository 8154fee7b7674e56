package org.p2vworkbench.converter.migrate;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.p2vworkbench.agent.wire.DiskOffer;
import org.p2vworkbench.converter.json.JsonText;
import org.p2vworkbench.converter.store.MachineFolder;
import org.p2vworkbench.converter.store.MachineRecord;

/**
 * The disks a machine had when it was copied first, and the names they got. A kernel gives names in the order in which
 * drivers answer: what the running server called sda may be sdb under the boot medium. Serial numbers stay.
 */
record KnownDisks(List<MachineRecord.Disk> disks) {

    static final KnownDisks NONE = new KnownDisks(List.of());

    static KnownDisks in(MachineFolder folder) throws IOException {
        return Files.exists(folder.machineJson())
                ? new KnownDisks(
                        JsonText.read(folder.machineJson(), MachineRecord.class).disks())
                : NONE;
    }

    /** Which of them this is; of a disk without a serial number, the one of that name that has none either. */
    Optional<MachineRecord.Disk> known(DiskOffer offer, String name) {
        String serial = offer.serial().strip();
        return disks.stream()
                .filter(disk -> serial.isEmpty()
                        ? disk.serial().isEmpty() && disk.name().equals(name)
                        : disk.serial()
                                .map(String::strip)
                                .filter(serial::equals)
                                .isPresent())
                .findFirst();
    }

    /** Where among them; those that are not known come last. */
    int place(Optional<MachineRecord.Disk> disk) {
        return disk.map(disks::indexOf).orElse(disks.size());
    }
}
