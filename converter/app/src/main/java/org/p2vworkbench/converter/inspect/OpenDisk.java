package org.p2vworkbench.converter.inspect;

import java.util.Optional;
import org.p2vworkbench.disks.image.DiskImage;
import org.p2vworkbench.disks.raid.set.RaidDisk;

/** A disk that is being looked at. */
record OpenDisk(String name, Optional<String> serial, DiskImage image, long allocatedBytes) {

    RaidDisk candidate() {
        return new RaidDisk(name, image, serial, Optional.empty(), true);
    }
}
