package org.p2vworkbench.disks.raid.infer;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.p2vworkbench.fixtures.OutsideTool;

/**
 * Real filesystems with the files of this host in them, made once and kept outside the checkout: what the members of the
 * benchmark's sets are cut from. Nothing is mounted: ext and XFS are filled by their mkfs, NTFS by ntfscp.
 */
final class InferenceVolumes {

    private static final List<String> SOURCES = List.of(
            "/usr/share/doc",
            "/usr/share/perl",
            "/usr/lib/python3",
            "/usr/share/java",
            "/usr/bin",
            "/usr/lib/x86_64-linux-gnu",
            "/usr/include",
            "/usr/share/man");

    private InferenceVolumes() {}

    /** A volume by what it holds and how full it is. */
    enum Kind {
        /** Not drawn at random: too small for the larger chunks, quick to make. */
        SMALL_EXT4(64, 40, "ext4"),
        EXT4_FULL(400, 330, "ext4"),
        EXT4_HALF(512, 190, "ext4"),
        EXT3(320, 200, "ext3"),
        NTFS_FULL(320, 250, "ntfs"),
        NTFS_HALF(480, 160, "ntfs"),
        XFS_FULL(400, 230, "xfs"),
        XFS_HALF(560, 180, "xfs");

        private final int mebibytes;
        private final int filledMebibytes;
        private final String type;

        Kind(int mebibytes, int filledMebibytes, String type) {
            this.mebibytes = mebibytes;
            this.filledMebibytes = filledMebibytes;
            this.type = type;
        }

        String type() {
            return type;
        }
    }

    static Path folder() {
        String cache = System.getenv("P2V_CACHE");
        Path base = cache == null || cache.isEmpty()
                ? Path.of(System.getProperty("user.home"), ".cache", "p2v-workbench")
                : Path.of(cache);
        return base.resolve("inference-volumes");
    }

    static boolean canBeMade() {
        return Stream.of("mkfs.ext4", "mkfs.xfs", "mkntfs", "ntfscp")
                .allMatch(tool -> OutsideTool.named(tool).isInstalled());
    }

    /** The volume, made now when it has not been made before. */
    static synchronized Path volume(Kind kind) throws IOException {
        Path done = folder().resolve(kind.name().toLowerCase(java.util.Locale.ROOT) + ".img");
        if (Files.exists(done)) {
            return done;
        }
        Files.createDirectories(folder());
        Path tree = Files.createTempDirectory(folder(), "tree");
        Path part = folder().resolve(kind.name() + ".part");
        try {
            fill(tree, kind);
            make(kind, tree, part);
            Files.move(part, done, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
            delete(tree);
        }
        return done;
    }

    private static void make(Kind kind, Path tree, Path image) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength(kind.mebibytes * 1024L * 1024);
        }
        switch (kind.type) {
            case "ext4", "ext3" ->
                OutsideTool.named("mkfs." + kind.type).run("-q", "-F", "-b", "4096", "-d", tree, image);
            case "xfs" -> {
                Path proto = Files.createTempFile(folder(), "xfs", ".proto");
                Files.writeString(proto, "/\n0 0\nd--755 0 0\n" + protofile(tree) + "$\n");
                OutsideTool.named("mkfs.xfs").run("-q", "-f", "-p", proto, image);
                Files.delete(proto);
            }
            default -> {
                OutsideTool.named("mkntfs").run("-q", "-F", "-f", "-L", "data", image);
                int number = 0;
                for (Path file : files(tree)) {
                    OutsideTool.named("ntfscp").run("-q", image, file, "f" + number++ + "-" + file.getFileName());
                }
            }
        }
    }

    private static String protofile(Path folder) throws IOException {
        StringBuilder text = new StringBuilder();
        try (Stream<Path> entries = Files.list(folder).sorted()) {
            for (Path entry : entries.toList()) {
                text.append(entry.getFileName());
                if (Files.isDirectory(entry)) {
                    text.append(" d--755 0 0\n").append(protofile(entry)).append("$\n");
                } else {
                    text.append(" ---644 0 0 ").append(entry).append('\n');
                }
            }
        }
        return text.toString();
    }

    private static List<Path> files(Path tree) throws IOException {
        try (Stream<Path> walk = Files.walk(tree)) {
            return walk.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /** Programs, libraries, texts and archives of this host, some noise and some zeros, in folders of a few dozen. */
    private static void fill(Path tree, Kind kind) throws IOException {
        Random random = new Random(kind.ordinal());
        List<Path> candidates = new ArrayList<>();
        for (String source : SOURCES) {
            if (Files.isDirectory(Path.of(source))) {
                try (Stream<Path> walk = Files.walk(Path.of(source), 3)) {
                    walk.filter(file -> Files.isRegularFile(file, java.nio.file.LinkOption.NOFOLLOW_LINKS))
                            .filter(Files::isReadable)
                            .filter(file -> !file.getFileName().toString().contains(" "))
                            .sorted()
                            .forEach(candidates::add);
                }
            }
        }
        java.util.Collections.shuffle(candidates, random);
        long wanted = kind.filledMebibytes * 1024L * 1024;
        long had = 0;
        int most = kind.type.equals("ntfs") ? 1500 : 12_000;
        for (int i = 0; i < most && had < wanted; i++) {
            Path folder = tree.resolve("d" + i / 400 + "/e" + i / 40);
            Files.createDirectories(folder);
            if (i % 50 == 49) {
                byte[] noise = new byte[random.nextInt(4 << 20)];
                if (i % 200 != 199) {
                    random.nextBytes(noise);
                }
                Files.write(folder.resolve("noise" + i), noise);
                had += noise.length;
            } else {
                Path from = candidates.get(i % candidates.size());
                long size = Files.size(from);
                if (size < 24L << 20) {
                    Files.copy(from, folder.resolve(i + "-" + from.getFileName()));
                    had += size;
                }
            }
        }
        for (int i = 0; had < wanted; i++) {
            byte[] noise = new byte[(int) Math.min(wanted - had + 1, 3_000_000 + random.nextInt(9_000_000))];
            random.nextBytes(noise);
            for (int at = 0; at < noise.length && i % 3 == 0; at++) {
                noise[at] = (byte) ("etaoin shrdlu\n".charAt((noise[at] & 0xff) % 14));
            }
            Files.createDirectories(tree.resolve("big"));
            Files.write(tree.resolve("big/b" + i), noise);
            had += noise.length;
        }
    }

    private static void delete(Path tree) throws IOException {
        try (Stream<Path> walk = Files.walk(tree)) {
            for (Path path : walk.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    public static void main(String[] arguments) throws IOException {
        for (Kind kind : Kind.values()) {
            System.out.println(volume(kind));
        }
    }
}
