package org.p2vworkbench.disks.raid.ddf;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.p2vworkbench.disks.MemorySource;
import org.p2vworkbench.disks.raid.set.RaidDisk;
import org.p2vworkbench.fixtures.raid.SectorPattern;
import org.p2vworkbench.fixtures.raid.SetWriter;
import org.p2vworkbench.fixtures.raid.ddf.DdfVolume;
import org.p2vworkbench.fixtures.raid.ddf.DdfWriter;

/** Small sets, written by the fixtures' own hand. Disks have references 0xd0, 0xd1, ... in slot order. */
final class DdfSets {

    static final int SHIFT = 3;
    static final int STRIP = 512 << SHIFT;
    static final byte[] CONTENT = SectorPattern.bytes(0, 24 * 8);

    private DdfSets() {}

    static int reference(int slot) {
        return 0xd0 + slot;
    }

    static List<Integer> references(int from, int count) {
        return IntStream.range(from, from + count).mapToObj(DdfSets::reference).toList();
    }

    static DdfWriter writer(int members) {
        DdfWriter writer = new DdfWriter();
        IntStream.range(0, members).forEach(slot -> writer.with(reference(slot)));
        return writer;
    }

    static DdfVolume volume(int level, int qualifier, List<byte[]> members, byte[] content) {
        return DdfVolume.of(level, qualifier, SHIFT, members.get(0).length / 512, references(0, members.size()))
                .sized(content.length / 512);
    }

    static SetWriter dealer(byte[] content) {
        return new SetWriter(content, STRIP);
    }

    static List<byte[]> written(DdfWriter writer, List<byte[]> members) {
        List<byte[]> disks = new ArrayList<>();
        for (int slot = 0; slot < members.size(); slot++) {
            disks.add(writer.disk(reference(slot), members.get(slot)));
        }
        return disks;
    }

    /** A complete RAID 5, left-symmetric over three disks. */
    static List<byte[]> raid5() {
        List<byte[]> members = dealer(CONTENT).raid5(3, 2);
        return written(writer(3).with(volume(5, 3, members, CONTENT)), members);
    }

    static List<RaidDisk> disks(List<byte[]> set) {
        List<RaidDisk> disks = new ArrayList<>();
        for (int i = 0; i < set.size(); i++) {
            disks.add(disk("disk" + i, set.get(i)));
        }
        return disks;
    }

    static RaidDisk disk(String name, byte[] bytes) {
        return RaidDisk.of(new MemorySource(name, bytes));
    }

    static byte[] flipped(byte[] bytes, long bit) {
        byte[] copy = Arrays.copyOf(bytes, bytes.length);
        copy[(int) (bit / 8)] ^= (byte) (1 << bit % 8);
        return copy;
    }
}
