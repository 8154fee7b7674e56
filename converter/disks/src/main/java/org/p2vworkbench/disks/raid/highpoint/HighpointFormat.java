package org.p2vworkbench.disks.raid.highpoint;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.p2vworkbench.disks.raid.claim.Claim;
import org.p2vworkbench.disks.raid.claim.ClaimGroup;
import org.p2vworkbench.disks.raid.set.RaidDisk;
import org.p2vworkbench.disks.raid.set.RaidFormat;
import org.p2vworkbench.disks.raid.set.RaidSet;

/** Sets with HighPoint metadata of either kind. */
public final class HighpointFormat implements RaidFormat {

    static final String NAME = "highpoint";

    @Override
    public List<RaidSet> find(List<RaidDisk> disks) throws IOException {
        List<Claim<Hpt37xRecord>> early = new ArrayList<>();
        List<Claim<Hpt45xRecord>> late = new ArrayList<>();
        for (RaidDisk disk : disks) {
            if (disk.whole()) {
                Optional<Hpt37xRecord> front = Hpt37xRecord.read(disk.bytes());
                front.ifPresent(record -> early.add(Hpt37x.claim(disk, record)));
                Optional<Hpt45xRecord> back = Hpt45xRecord.read(disk.bytes());
                back.ifPresent(record -> late.add(Hpt45x.claim(disk, record)));
            }
        }
        List<RaidSet> sets = new ArrayList<>();
        ClaimGroup.of(early).forEach(group -> sets.add(Hpt37x.set(group)));
        ClaimGroup.of(late).forEach(group -> sets.add(Hpt45x.set(group)));
        return sets;
    }
}
