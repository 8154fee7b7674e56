package org.p2vworkbench.disks.raid.infer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.p2vworkbench.disks.BlockSource;

/**
 * What is read of the disks before anything is known of them: their starts and ends, the places where known controllers
 * and md begin their data, and the same places all over the disks, drawn from a fixed seed.
 */
final class Samples {

    /** What may be read of one disk at most, and of all together: that much is kept in memory. */
    private static final long MOST_PER_DISK = 48L << 20;

    private static final long MOST_IN_ALL = 176L << 20;
    private static final int RUN = 64 << 10;
    private static final int END_BYTES = 256 << 10;
    private static final int PAGE = 4096;
    /** A row is a sector: data areas begin at sectors, so that none of them straddles two chunks. */
    static final int ROW_BYTES = 512;

    private static final int ROW_STEP = (8 << 10) + ROW_BYTES;
    private static final int WORDS = ROW_BYTES / Long.BYTES;
    /** Where md 1.2 begins the data of disks from small to large (mdadm super1.c, choose_bm_space and data_offset). */
    private static final long[] MD_OFFSETS_MIB = {4, 8, 16, 32, 64, 128, 129};

    private final List<SampledDisk> disks = new ArrayList<>();
    private final List<Long> shared = new ArrayList<>();

    private Samples() {}

    static Samples of(List<BlockSource> sources) throws IOException {
        Samples samples = new Samples();
        long allowance = Math.min(MOST_PER_DISK, MOST_IN_ALL / Math.max(1, sources.size()));
        for (BlockSource source : sources) {
            samples.disks.add(new SampledDisk(source, allowance));
        }
        samples.draw(allowance);
        return samples;
    }

    List<SampledDisk> disks() {
        return disks;
    }

    private void draw(long allowance) throws IOException {
        long largest = disks.stream().mapToLong(SampledDisk::size).max().orElse(0);
        long common = disks.stream()
                .mapToLong(SampledDisk::size)
                .filter(size -> size >= largest / 4)
                .min()
                .orElse(0);
        long startBytes = Math.min(4L << 20, allowance / 6);
        Random random = new Random(1);
        TreeSet<Long> places = new TreeSet<>();
        long runs = Math.min(56, allowance / 5 / RUN);
        for (int i = 0; i < runs && common > RUN; i++) {
            double where = i % 5 == 0 ? random.nextDouble() * 0.02 : random.nextDouble();
            places.add((long) (where * (common - RUN)) / PAGE * PAGE);
        }
        shared.addAll(places);
        for (SampledDisk disk : disks) {
            for (long place : shared) {
                fetch(disk, place, RUN);
            }
            fetch(disk, 0, startBytes);
            fetch(disk, disk.size() - END_BYTES, END_BYTES);
            for (long mebibytes : MD_OFFSETS_MIB) {
                fetch(disk, mebibytes << 20, 2L * RUN);
            }
        }
    }

    /** Of very many disks little of each may be kept, and the less important places go unread. */
    private static void fetch(SampledDisk disk, long from, long length) throws IOException {
        if (disk.leftBytes() > length + 2L * SampledDisk.PAGE) {
            disk.fetch(from, length);
        }
    }

    /** Where on the disks each of the {@link #rows} lies. */
    List<Long> offsetsOfRows() {
        List<Long> offsets = new ArrayList<>();
        for (long place : shared) {
            for (int at = 0; at + ROW_BYTES <= RUN; at += ROW_STEP) {
                offsets.add(place + at);
            }
        }
        return offsets;
    }

    /** The shared places as vectors, one per disk and row, for what relates the disks to one another. */
    List<long[][]> rows() throws IOException {
        List<long[][]> rows = new ArrayList<>();
        for (long place : shared) {
            for (int at = 0; at + ROW_BYTES <= RUN; at += ROW_STEP) {
                long[][] row = new long[disks.size()][];
                for (int disk = 0; disk < disks.size(); disk++) {
                    row[disk] = words(disks.get(disk), place + at);
                }
                rows.add(row);
            }
        }
        return rows;
    }

    private static long[] words(SampledDisk disk, long at) throws IOException {
        long[] words = new long[WORDS];
        if (at + ROW_BYTES <= disk.size() && disk.leftBytes() > 2L * SampledDisk.PAGE) {
            ByteBuffer row = ByteBuffer.allocate(ROW_BYTES).order(ByteOrder.LITTLE_ENDIAN);
            disk.read(at, row);
            for (int i = 0; i < WORDS; i++) {
                words[i] = row.getLong(i * Long.BYTES);
            }
        }
        return words;
    }
}
