package org.p2vworkbench.disks.volume.lvm;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.p2vworkbench.fixtures.OutsideTool;

/**
 * Physical volumes made by lvm and mdadm themselves, inside the libguestfs appliance, because the kernel of a test host
 * may know neither. Every volume is filled with a pattern in which each word tells its place. Made once and kept in
 * {@code ${P2V_CACHE:-~/.cache/p2v-workbench}}, since it takes minutes without hardware virtualisation.
 */
final class RealLvmSets {

    /** A new number whenever the script below changes. */
    private static final String FOLDER = "lvm-sets-1";

    private static final int PLAIN = 8;
    private static final long DISK_BYTES = 64 << 20;
    private static final long LV_BYTES = 6 << 20;

    /** What to make, as lvcreate takes it, by volume. */
    static final Map<String, String> VOLUMES = new LinkedHashMap<>();

    static {
        VOLUMES.put("linear", "-L 6M");
        VOLUMES.put("striped", "-i 3 -I 16 -L 6M");
        VOLUMES.put("mirror", "--type mirror -m 1 --mirrorlog core -L 6M");
        VOLUMES.put("raid0", "--type raid0 -i 3 -I 4 -L 6M");
        VOLUMES.put("raid1", "--type raid1 -m 1 -L 6M");
        VOLUMES.put("raid4", "--type raid4 -i 2 -L 6M");
        for (String variant : List.of("raid5_ls", "raid5_ra", "raid5_n")) {
            VOLUMES.put(variant, "--type " + variant + " -i 3 -I 32 -L 6M");
        }
        for (String variant : List.of("raid6_zr", "raid6_nc", "raid6_ls_6", "raid6_n_6")) {
            VOLUMES.put(variant, "--type " + variant + " -i 3 -I 16 -L 6M");
        }
        VOLUMES.put("raid10", "--type raid10 -i 2 -m 1 -L 6M");
        VOLUMES.put("origin", "-L 6M");
    }

    private RealLvmSets() {}

    /** The folder with disk0.img to disk10.img: eight physical volumes, two md members, and a disk with a partition. */
    static Path folder() throws IOException {
        String cache = System.getenv("P2V_CACHE");
        Path base =
                cache == null ? Path.of(System.getProperty("user.home"), ".cache", "p2v-workbench") : Path.of(cache);
        Path made = base.resolve(FOLDER);
        if (Files.notExists(made)) {
            assumeTrue(
                    OutsideTool.named("guestfish").isInstalled(),
                    "guestfish is not installed: volumes made by lvm itself are not checked");
            Files.createDirectories(base);
            Path unfinished = Files.createTempDirectory(base, FOLDER);
            make(unfinished);
            Files.move(unfinished, made, StandardCopyOption.ATOMIC_MOVE);
        }
        return made;
    }

    static Path disk(int number) throws IOException {
        return folder().resolve("disk" + number + ".img");
    }

    /** What a volume was filled with. */
    static byte[] pattern(String volume, int bytes) {
        ByteBuffer words = ByteBuffer.allocate(bytes);
        long salt = (long) volume.hashCode() << 32;
        for (int at = 0; at < bytes; at += 8) {
            words.putLong(at, (salt ^ at) * 0x9e3779b97f4a7c15L);
        }
        return words.array();
    }

    private static void make(Path folder) throws IOException {
        List<String> script = new ArrayList<>();
        for (int i = 0; i < PLAIN + 3; i++) {
            try (RandomAccessFile disk =
                    new RandomAccessFile(folder.resolve("disk" + i + ".img").toFile(), "rw")) {
                disk.setLength(DISK_BYTES);
            }
            script.add("add-drive %s/disk%d.img format:raw cachemode:unsafe".formatted(folder, i));
        }
        script.add("run");
        script.add(inside("modprobe -a dm-raid dm-mirror dm-snapshot dm-thin-pool raid0 raid1 raid10 raid456"));
        script.add(inside("pvcreate -ff -y /dev/sd[a-h] && vgcreate -s 1M vgone /dev/sd[a-h]"));
        VOLUMES.forEach((name, how) -> script.add(inside("lvcreate -y -W n -Z n -n %s %s vgone".formatted(name, how))));
        script.add(inside("lvextend -L +2M vgone/linear && lvextend -L +3M vgone/striped"));
        script.add("part-disk /dev/sdk mbr");
        script.add(inside("mdadm --create /dev/md0 --run --metadata=1.2 --level=1 --raid-devices=2 --assume-clean"
                + " /dev/sdi /dev/sdj && pvcreate -y /dev/md0 /dev/sdk1 && vgcreate vgtwo /dev/md0 /dev/sdk1"
                + " && lvcreate -y -W n -n spans -l 100%FREE vgtwo"));
        List<String> filled = new ArrayList<>(
                VOLUMES.keySet().stream().map(name -> "vgone/" + name).toList());
        filled.add("vgtwo/spans");
        for (String volume : filled) {
            Path pattern = folder.resolve(volume.replace('/', '-') + ".pattern");
            Files.write(pattern, pattern(volume, (int) size(volume)));
            script.add("upload %s /dev/%s".formatted(pattern, volume));
        }
        script.add(inside(
                "lvcreate -y -s -n frozen -L 2M vgone/origin" + " && lvcreate -y -L 8M -T vgone/pool -V 16M -n thin"));
        script.add(inside("sync; sleep 3; lvs -a -o lv_name,segtype,sync_percent,devices vgone"));
        script.add(inside("vgchange -an vgone vgtwo && mdadm --stop /dev/md0"));
        Path file = Files.write(folder.resolve("made-by.guestfish"), script);
        String story = OutsideTool.named("env")
                .run("LIBGUESTFS_BACKEND=direct", "LIBGUESTFS_BACKEND_SETTINGS=force_tcg", "guestfish", "-f", file);
        Files.writeString(folder.resolve("made-by.log"), story);
        for (String volume : filled) {
            Files.delete(folder.resolve(volume.replace('/', '-') + ".pattern"));
        }
    }

    /** The first 6 MiB of most; the linear and the striped one are filled beyond where they were extended. */
    private static long size(String volume) {
        return switch (volume) {
            case "vgone/linear" -> LV_BYTES + (2 << 20);
            case "vgone/striped" -> LV_BYTES + (3 << 20);
            case "vgtwo/spans" -> 80 << 20;
            default -> LV_BYTES;
        };
    }

    private static String inside(String command) {
        return "debug sh \"%s 2>&1\"".formatted(command);
    }
}
