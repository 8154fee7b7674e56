package org.p2vworkbench.disks.raid.lsi;

import java.util.List;
import org.p2vworkbench.disks.raid.claim.Assembly;
import org.p2vworkbench.disks.raid.claim.Claim;
import org.p2vworkbench.disks.raid.claim.ClaimGroup;
import org.p2vworkbench.disks.raid.claim.Geometry;
import org.p2vworkbench.disks.raid.claim.TailSector;
import org.p2vworkbench.disks.raid.set.RaidDisk;
import org.p2vworkbench.disks.raid.set.RaidLevel;
import org.p2vworkbench.disks.raid.set.RaidSet;

/** Sets of MegaRAID SATA disks, up to eight arrays on the same disks, told apart by where they start. */
final class Lsi3 {

    private static final double ONE_SOURCE = 0.7;
    private static final double UNTESTED = 0.5;
    private static final int DEVICE = 0x01;
    private static final int CHANNEL = 0x10;

    /** One array as one disk tells of it. */
    record Seen(Lsi3Record record, Lsi3Record.Array array) {}

    private Lsi3() {}

    static List<Claim<Seen>> claims(RaidDisk disk, Lsi3Record record) {
        return record.arrays().stream()
                .filter(array -> array.disks() != 1 || array.port() == record.port())
                .map(array -> claim(disk, record, array))
                .toList();
    }

    private static Claim<Seen> claim(RaidDisk disk, Lsi3Record record, Lsi3Record.Array array) {
        String group = "%08x-%d".formatted(record.created(), array.number());
        Claim<Seen> claim = Claim.member(disk, new Seen(record, array), group, slot(record.port(), array.disks()));
        return record.intact()
                ? claim
                : claim.damaged("the checksum of its MegaRAID record does not hold; its fields may be wrong");
    }

    private static int slot(int port, int disks) {
        return switch (disks) {
            case 1 -> 0;
            case 2 -> (port & (DEVICE | CHANNEL)) != 0 ? 1 : 0;
            default -> ((port & DEVICE) != 0 ? 1 : 0) + ((port & CHANNEL) != 0 ? 2 : 0);
        };
    }

    static RaidSet set(ClaimGroup<Seen> group) {
        Lsi3Record.Array array = group.newest().metadata().array();
        String id = group.newest().group();
        boolean mirror = array.type() == Lsi3Record.RAID1 && array.disks() == 2;
        if (!mirror && array.type() != Lsi3Record.RAID0) {
            return new RaidSet.Draft(LsiFormat.NAME, RaidLevel.UNKNOWN)
                    .identified(id, "")
                    .members(group.seats(array.disks(), 1).members())
                    .unreadable("The metadata names type %d of %d disks, whose layout is not publicly known."
                            .formatted(array.type(), array.disks()))
                    .confidence(UNTESTED)
                    .set();
        }
        boolean sameShape = group.agreeOn(Seen::array);
        long member = array.memberSectors() * TailSector.BYTES;
        long strip = (long) array.stripSectors() * TailSector.BYTES;
        Geometry geometry =
                mirror ? Geometry.mirrored(2, member) : Geometry.striped(array.disks(), strip, member * array.disks());
        return Assembly.draft(
                        LsiFormat.NAME,
                        "MegaRAID SATA array " + id,
                        group,
                        geometry.from(array.startSector() * TailSector.BYTES),
                        sameShape && array.disks() <= 2 ? ONE_SOURCE : UNTESTED)
                .identified(id, "array " + array.number())
                .set();
    }
}
