package org.p2vworkbench.disks.raid.claim;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.p2vworkbench.disks.MemorySource;
import org.p2vworkbench.disks.raid.set.RaidDisk;
import org.p2vworkbench.disks.raid.set.RaidLevel;

/**
 * A set as its maker would have left it, and what is to be found in it.
 *
 * @param disks in slot order
 */
public record Sample(
        String name, List<byte[]> disks, byte[] volume, RaidLevel level, String layout, int chunkBytes, String uuid) {

    public static final int CHUNK = 16 * 512;

    /** Twelve chunks: whole rows of 2, 3 and 4 data disks. */
    public static final int VOLUME_BYTES = 12 * CHUNK;

    public static final int DISK_SECTORS = 4096;

    /** Bytes that repeat nowhere. */
    public static byte[] content(long seed) {
        byte[] content = new byte[VOLUME_BYTES];
        new Random(seed).nextBytes(content);
        return content;
    }

    /** What each of two disks of a span holds. */
    public static List<byte[]> halves(byte[] content) {
        int half = content.length / 2;
        return List.of(Arrays.copyOf(content, half), Arrays.copyOfRange(content, half, content.length));
    }

    /** @param disk makes the one of a slot */
    public static List<byte[]> disks(int count, IntFunction<byte[]> disk) {
        return IntStream.range(0, count).mapToObj(disk).toList();
    }

    public List<RaidDisk> named() {
        return named(disks);
    }

    /** Called sda, sdb, ... */
    public static List<RaidDisk> named(List<byte[]> disks) {
        List<RaidDisk> named = new ArrayList<>();
        for (byte[] disk : disks) {
            named.add(RaidDisk.of(new MemorySource("sd" + (char) ('a' + named.size()), disk)));
        }
        return named;
    }

    @Override
    public String toString() {
        return name;
    }
}
