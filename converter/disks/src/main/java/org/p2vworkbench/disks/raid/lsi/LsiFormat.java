package org.p2vworkbench.disks.raid.lsi;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.p2vworkbench.disks.raid.claim.Claim;
import org.p2vworkbench.disks.raid.claim.ClaimGroup;
import org.p2vworkbench.disks.raid.set.RaidDisk;
import org.p2vworkbench.disks.raid.set.RaidFormat;
import org.p2vworkbench.disks.raid.set.RaidSet;

/** Sets with LSI metadata of either kind. */
public final class LsiFormat implements RaidFormat {

    static final String NAME = "lsi";

    @Override
    public List<RaidSet> find(List<RaidDisk> disks) throws IOException {
        List<Claim<Lsi2Record>> early = new ArrayList<>();
        List<Claim<Lsi3.Seen>> late = new ArrayList<>();
        for (RaidDisk disk : disks) {
            if (disk.whole()) {
                Optional<Lsi2Record> v2 = Lsi2Record.read(disk.bytes());
                v2.ifPresent(record -> early.add(Lsi2.claim(disk, record)));
                Optional<Lsi3Record> v3 = Lsi3Record.read(disk.bytes());
                v3.ifPresent(record -> late.addAll(Lsi3.claims(disk, record)));
            }
        }
        List<RaidSet> sets = new ArrayList<>();
        ClaimGroup.of(early).forEach(group -> sets.add(Lsi2.set(group)));
        ClaimGroup.of(late).forEach(group -> sets.add(Lsi3.set(group)));
        return sets;
    }
}
