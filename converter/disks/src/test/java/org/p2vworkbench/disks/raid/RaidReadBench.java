package org.p2vworkbench.disks.raid;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.image.raw.RawFile;

/**
 * How fast volumes stream from files in the page cache, against one plain file read the same way in the same run. Run
 * by converter/disks/bench/raid-read.sh.
 */
public final class RaidReadBench {

    private static final int MEMBERS = 4;
    private static final int CHUNK = 64 << 10;
    private static final long MEMBER_BYTES = 64L << 20;
    private static final long VOLUME_BYTES = (MEMBERS - 1) * MEMBER_BYTES;
    private static final int ROUNDS = 9;

    private record Contender(String name, BlockSource source) {}

    private RaidReadBench() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createTempDirectory(Path.of(arguments.length > 0 ? arguments[0] : "/dev/shm"), "raid-read");
        try {
            run(folder);
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static void run(Path folder) throws IOException {
        List<Optional<BlockSource>> members = new ArrayList<>();
        for (int slot = 0; slot < MEMBERS; slot++) {
            members.add(Optional.of(file(folder.resolve("member" + slot), MEMBER_BYTES)));
        }
        List<Optional<BlockSource>> degraded = new ArrayList<>(members);
        degraded.set(1, Optional.empty());
        List<Optional<BlockSource>> doubly = new ArrayList<>(degraded);
        doubly.set(2, Optional.empty());
        ParityLayout five = ParityLayout.RAID5_LEFT_SYMMETRIC;
        ParityLayout six = ParityLayout.RAID6_LEFT_SYMMETRIC;
        List<Contender> contenders = List.of(
                new Contender("plain file", file(folder.resolve("plain"), VOLUME_BYTES)),
                new Contender("raid0", new StripedVolume("set", members.subList(0, 3), CHUNK, VOLUME_BYTES)),
                new Contender("raid5", new ParityVolume("set", members, CHUNK, five, VOLUME_BYTES)),
                new Contender("raid5 degraded", new ParityVolume("set", degraded, CHUNK, five, VOLUME_BYTES)),
                new Contender("raid6 less one", new ParityVolume("set", degraded, CHUNK, six, 2 * MEMBER_BYTES)),
                new Contender("raid6 less two", new ParityVolume("set", doubly, CHUNK, six, 2 * MEMBER_BYTES)));
        double[][] rates = new double[contenders.size()][ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < contenders.size(); i++) {
                rates[i][round] = mibPerSecond(contenders.get(i).source());
            }
        }
        double plain = median(rates[0]);
        for (int i = 0; i < contenders.size(); i++) {
            System.out.printf(
                    "%-16s %6.0f MiB/s  %3.0f %%%n",
                    contenders.get(i).name(), median(rates[i]), 100 * median(rates[i]) / plain);
        }
    }

    /** As the copy engine reads: a MiB at a time into an array. */
    private static double mibPerSecond(BlockSource source) throws IOException {
        byte[] chunk = new byte[1 << 20];
        long start = System.nanoTime();
        for (long at = 0; at < source.size(); at += chunk.length) {
            source.read(at, ByteBuffer.wrap(chunk));
        }
        return source.size() / (double) (1 << 20) * 1e9 / (System.nanoTime() - start);
    }

    /** The first rounds are the compiler's. */
    private static double median(double[] rates) {
        double[] sorted = Arrays.copyOfRange(rates, 2, rates.length);
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static RawFile file(Path path, long bytes) throws IOException {
        byte[] block = new byte[1 << 20];
        new Random(path.hashCode()).nextBytes(block);
        try (FileChannel out = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (long at = 0; at < bytes; at += block.length) {
                out.write(ByteBuffer.wrap(block));
            }
        }
        return RawFile.open(path);
    }
}
