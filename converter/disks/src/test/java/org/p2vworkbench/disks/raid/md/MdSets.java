package org.p2vworkbench.disks.raid.md;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.MemorySource;
import org.p2vworkbench.disks.raid.set.RaidDisk;
import org.p2vworkbench.disks.raid.set.RaidSet;
import org.p2vworkbench.fixtures.raid.SectorPattern;

/** What tests of md sets have in common: disks in memory, the set among them, its bytes. */
final class MdSets {

    private MdSets() {}

    static byte[] content(int bytes) {
        return SectorPattern.bytes(7, bytes / SectorPattern.SECTOR);
    }

    /** Whole disks, named after their place in the list; the caller's list to change. */
    static List<RaidDisk> disks(List<byte[]> written) {
        List<RaidDisk> disks = new ArrayList<>();
        for (int i = 0; i < written.size(); i++) {
            disks.add(RaidDisk.of(new MemorySource("disk" + i, written.get(i))));
        }
        return disks;
    }

    static List<RaidSet> find(List<RaidDisk> disks) throws IOException {
        return new MdFormat().find(disks);
    }

    static RaidSet only(List<RaidDisk> disks) throws IOException {
        List<RaidSet> sets = find(disks);
        assertThat(sets).hasSize(1);
        return sets.get(0);
    }

    static byte[] read(RaidSet set) throws IOException {
        assertThat(set.volume()).as("%s", set.findings()).isPresent();
        BlockSource volume = set.volume().orElseThrow();
        assertThat(volume.size()).isEqualTo(set.sizeBytes());
        ByteBuffer into = ByteBuffer.allocate((int) volume.size());
        volume.read(0, into);
        return into.array();
    }
}
