package org.p2vworkbench.disks.raid.imsm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.p2vworkbench.disks.MemorySource;
import org.p2vworkbench.disks.raid.set.RaidDisk;
import org.p2vworkbench.fixtures.raid.SectorPattern;
import org.p2vworkbench.fixtures.raid.SetWriter;
import org.p2vworkbench.fixtures.raid.imsm.ImsmWriter;

/** Small sets, written by the fixtures' own hand. */
final class ImsmSets {

    static final int STRIP = 8;
    static final byte[] CONTENT = SectorPattern.bytes(0, 24 * STRIP);

    private ImsmSets() {}

    /** A group with one volume over disks "SERIAL0", "SERIAL1", ... */
    static ImsmWriter group(int level, int members, long volumeSectors, int perMember) {
        ImsmWriter writer = new ImsmWriter();
        for (int i = 0; i < members; i++) {
            writer.disk("SERIAL" + i, perMember + 100);
        }
        return writer.volume(new ImsmWriter.Volume(
                "vol",
                volumeSectors,
                0,
                0,
                List.of(map(level, perMember, IntStream.range(0, members).toArray()))));
    }

    static ImsmWriter.Map map(int level, int perMember, int... order) {
        return new ImsmWriter.Map(0, perMember, perMember / STRIP, STRIP, 0, level, 1, order);
    }

    static List<byte[]> members(int level, int members, byte[] content) {
        SetWriter writer = new SetWriter(content, STRIP * 512);
        return switch (level) {
            case 0 -> writer.raid0(members);
            case 1 -> members == 2 ? writer.raid1(2) : writer.raid10(members, 2, 1, false);
            case 5 -> writer.raid5(members, 0);
            case 10 -> writer.raid10(members, 2, 1, false);
            default -> throw new IllegalArgumentException("level " + level);
        };
    }

    /** A complete set, disks in slot order. */
    static List<byte[]> set(int level, int members, byte[] content) {
        List<byte[]> data = members(level, members, content);
        int perMember = data.get(0).length / 512;
        ImsmWriter writer = group(level, members, content.length / 512, perMember);
        return data.stream().map(bytes -> writer.disk(bytes, perMember + 100)).toList();
    }

    /** With the serial numbers that the records name. */
    static List<RaidDisk> disks(List<byte[]> set) {
        List<RaidDisk> disks = new ArrayList<>();
        for (int i = 0; i < set.size(); i++) {
            disks.add(disk("disk" + i, set.get(i), Optional.of("SERIAL" + i)));
        }
        return disks;
    }

    static RaidDisk disk(String name, byte[] bytes, Optional<String> serial) {
        return new RaidDisk(name, new MemorySource(name, bytes), serial, Optional.empty(), true);
    }

    static byte[] flipped(byte[] bytes, int bit) {
        byte[] copy = Arrays.copyOf(bytes, bytes.length);
        copy[bit / 8] ^= (byte) (1 << bit % 8);
        return copy;
    }
}
