package org.p2vworkbench.disks.raid.md;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.Structure;

/**
 * What one member says of its array and of itself, whichever format it says it in. A wrong checksum is no reason to
 * look away: what such a superblock says is kept, and nothing made of it is trusted.
 *
 * @param version "0.90", "1.0", "1.1" or "1.2"
 * @param events counts changes of the array's state: a member behind the others has missed some
 * @param roles what this superblock says each device of the array is, by number
 */
public record MdSuperblock(
        String version,
        boolean checksumRight,
        long events,
        Instant updated,
        MdArray array,
        MdDevice device,
        List<MdPlace> roles,
        Structure structure) {

    static final long MAGIC = 0xa92b4efcL;
    static final int SECTOR = 512;

    public MdSuperblock {
        roles = List.copyOf(roles);
    }

    /** All there are on a device, old ones that nobody wiped among them. */
    public static List<MdSuperblock> on(BlockSource device) throws IOException {
        List<MdSuperblock> found = new ArrayList<>();
        for (int minor = 0; minor < 3; minor++) {
            CurrentSuperblock.read(device, minor).ifPresent(found::add);
        }
        OldSuperblock.read(device).ifPresent(found::add);
        return found;
    }

    Optional<MdPlace> roleOf(int number) {
        return number >= 0 && number < roles.size() ? Optional.of(roles.get(number)) : Optional.empty();
    }
}
