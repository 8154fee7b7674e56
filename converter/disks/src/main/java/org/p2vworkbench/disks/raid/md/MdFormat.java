package org.p2vworkbench.disks.raid.md;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.p2vworkbench.disks.raid.set.RaidDisk;
import org.p2vworkbench.disks.raid.set.RaidFormat;
import org.p2vworkbench.disks.raid.set.RaidSet;

/** Linux md: superblocks with one array UUID, and in one format, are one set. */
public final class MdFormat implements RaidFormat {

    @Override
    public List<RaidSet> find(List<RaidDisk> disks) throws IOException {
        Map<String, List<Claim>> arrays = new LinkedHashMap<>();
        Set<Claim> superseded = new HashSet<>();
        for (RaidDisk disk : disks) {
            List<Claim> claims = claims(disk);
            claims.forEach(claim -> arrays.computeIfAbsent(key(claim), uuid -> new ArrayList<>())
                    .add(claim));
            superseded.addAll(superseded(claims));
        }
        List<RaidSet> sets = new ArrayList<>();
        for (List<Claim> array : arrays.values()) {
            sets.add(new MdAssembly(array, superseded).set());
        }
        return sets;
    }

    private static String key(Claim claim) {
        return claim.superblock().version() + " " + claim.array().uuid();
    }

    private static List<Claim> claims(RaidDisk disk) throws IOException {
        List<Claim> claims = new ArrayList<>();
        for (MdSuperblock superblock : MdSuperblock.on(disk.bytes())) {
            claims.add(new Claim(disk, superblock));
        }
        return claims;
    }

    /** A disk belongs to one array: to the one that wrote to it last. */
    private static List<Claim> superseded(List<Claim> ofOneDisk) {
        Optional<Claim> latest = ofOneDisk.stream()
                .max(Comparator.comparing((Claim claim) -> claim.superblock().checksumRight())
                        .thenComparing(claim -> claim.superblock().updated()));
        return ofOneDisk.stream().filter(claim -> claim != latest.get()).toList();
    }
}
