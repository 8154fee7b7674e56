package org.p2vworkbench.disks.raid.imsm;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.p2vworkbench.disks.Block;
import org.p2vworkbench.disks.DiskFormatException;

/**
 * A volume of a group. Several share its disks, each in its own range.
 *
 * @param paddedName all sixteen characters: the volume's UUID is made from them
 * @param target the map the volume will have, or has while nothing is under way
 * @param present the map it has until the migration ends
 */
record ImsmVolume(
        String name,
        String paddedName,
        long sectors,
        long status,
        long migrationUnit,
        boolean migrating,
        int migrationType,
        int dirty,
        ImsmMap target,
        Optional<ImsmMap> present) {

    static final int MIGRATION_REBUILD = 1;
    static final int MIGRATION_GENERAL = 3;

    private static final int MAP_AT = 0x70;

    static ImsmVolume of(Block in, int at) throws DiskFormatException {
        ImsmRecord.require(in, at, MAP_AT, "a volume");
        boolean migrating = in.u8(at + 0x58, "migration state") != 0;
        ImsmMap target = ImsmMap.of(in, at + MAP_AT);
        Optional<ImsmMap> present =
                migrating ? Optional.of(ImsmMap.of(in, at + MAP_AT + target.bytes())) : Optional.empty();
        return new ImsmVolume(
                in.ascii(at, 16, "volume name").strip(),
                new String(in.slice(at, 16), StandardCharsets.ISO_8859_1),
                ImsmRecord.wide(in, at + 0x10, at + 0x14, "volume sectors"),
                in.u32(at + 0x18, "volume status"),
                in.u32(at + 0x50, "migration unit"),
                migrating,
                in.u8(at + 0x59, "migration type"),
                in.u8(at + 0x5a, "dirty"),
                target,
                present);
    }

    int bytes() {
        return MAP_AT + target.bytes() + present.map(ImsmMap::bytes).orElse(0);
    }

    /** The map by which the data lies today. */
    ImsmMap map() {
        return present.orElse(target);
    }

    /** Whether a rebuild of the disk in {@code slot} had not ended. */
    boolean isRebuilding(int slot) {
        return migrating && migrationType == MIGRATION_REBUILD && map().isOutOfStep(slot);
    }

    /** Whether data is being moved, and lies by one map up to a point and by another behind it. */
    boolean isMoving() {
        return migrating && (migrationType == MIGRATION_GENERAL || !map().isLaidOutAs(target));
    }

    /** Whether its redundancy may not match its data. */
    boolean isParityDoubted() {
        return dirty != 0 || map().state() == ImsmMap.STATE_UNINITIALISED || migrating && migrationType == 0;
    }
}
