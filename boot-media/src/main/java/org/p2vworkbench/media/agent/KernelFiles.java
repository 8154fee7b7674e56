package org.p2vworkbench.media.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.p2vworkbench.media.parts.DebFile;
import org.p2vworkbench.media.parts.HostPackage;
import org.p2vworkbench.media.parts.HostProgram;
import org.p2vworkbench.media.parts.MissingPartException;
import org.p2vworkbench.media.tree.FileTree;

/**
 * The kernel of a package and those of its modules that an old machine may need to reach its disks, its network and its
 * keyboard. Graphics, sound, radio and everything that would write to a disk by itself stay out.
 */
public final class KernelFiles {

    private static final String KERNEL = "boot/vmlinuz-";
    private static final String MODULE = ".ko";

    /** What the rest lies on. */
    private static final List<String> FIRST = List.of("loop", "squashfs");

    /** Folders below {@code kernel/}, and single modules. */
    private static final List<String> WANTED = List.of(
            "drivers/ata/",
            "drivers/scsi/",
            "drivers/nvme/",
            "drivers/message/fusion/",
            "drivers/block/virtio_blk",
            "drivers/block/sx8",
            "drivers/block/skd",
            "drivers/block/mtip32xx/",
            "drivers/block/rsxx/",
            "drivers/cdrom/",
            "drivers/firewire/",
            "drivers/memstick/",
            "drivers/mmc/",
            "drivers/misc/cardreader/",
            "drivers/pcmcia/",
            "drivers/virtio/",
            "drivers/xen/",
            "drivers/block/xen-blkfront",
            "drivers/net/xen-netfront",
            "drivers/net/virtio_net",
            "drivers/net/vmxnet3/",
            "drivers/net/hyperv/",
            "drivers/hv/",
            "drivers/net/ethernet/",
            "drivers/net/phy/",
            "drivers/net/mdio",
            "drivers/net/mii",
            "drivers/net/usb/",
            "drivers/net/bonding/",
            "drivers/net/fddi/",
            "net/8021q/",
            "net/packet/",
            "drivers/usb/host/",
            "drivers/usb/storage/",
            "drivers/usb/core/",
            "drivers/hid/",
            "drivers/input/keyboard/",
            "drivers/input/serio/",
            "drivers/tty/serial/",
            "fs/fat/",
            "fs/isofs/",
            "fs/nls/nls_cp437",
            "fs/nls/nls_iso8859-1",
            "fs/nls/nls_ascii",
            "fs/nls/nls_utf8",
            "lib/crc",
            "arch/x86/crypto/crc32");

    /** Targets, tests, and network cards of other than old servers. */
    private static final List<String> UNWANTED = List.of(
            "drivers/scsi/scsi_debug",
            "drivers/nvme/target/",
            "drivers/net/ethernet/mellanox/mlxsw/",
            "drivers/hid/amd-sfh-hid/",
            "drivers/hid/intel-ish-hid/",
            "drivers/usb/host/xen-hcd");

    private final Path kernel;
    private final String release;
    private final Map<String, KernelModule> modules;
    private final List<KernelModule> first;

    /** All modules below it, chosen or not. */
    private final Path unpacked;

    private KernelFiles(Path kernel, Map<String, KernelModule> modules, List<KernelModule> first, Path unpacked) {
        this.kernel = kernel;
        this.release = kernel.getFileName().toString().substring("vmlinuz-".length());
        this.modules = modules;
        this.first = first;
        this.unpacked = unpacked;
    }

    /**
     * Unpacks the package, once: that takes longer than all the rest.
     *
     * @param scratch has to stay for as long as this is used
     */
    public static KernelFiles of(HostPackage image, Path scratch) throws IOException {
        Path unpacked = Files.createTempDirectory(scratch, "kernel");
        Map<String, KernelModule> all = new HashMap<>();
        List<Path> kernels = new ArrayList<>();
        DebFile.each(image.file(), path -> path.startsWith(KERNEL) || path.endsWith(MODULE), (path, bytes) -> {
            Path file = inside(unpacked, place(path));
            Files.createDirectories(file.getParent());
            Files.write(file, bytes);
            if (path.startsWith(KERNEL)) {
                kernels.add(file);
            } else {
                all.put(KernelModule.nameOf(path), KernelModule.of(place(path), bytes));
            }
        });
        if (kernels.size() != 1 || all.isEmpty()) {
            throw new MissingPartException(
                    image.line() + ": no kernel with modules in it",
                    "Remove %s and run the command again.".formatted(image.file()),
                    null);
        }
        return new KernelFiles(kernels.get(0), chosen(all), first(all), unpacked);
    }

    private static Path inside(Path folder, String path) throws IOException {
        Path file = folder.resolve(path).normalize();
        if (!file.startsWith(folder)) {
            throw new IOException("a package with %s in it is none of Debian's".formatted(path));
        }
        return file;
    }

    /** The wanted ones and, step by step, what they need. */
    private static Map<String, KernelModule> chosen(Map<String, KernelModule> all) {
        Map<String, KernelModule> chosen = new TreeMap<>();
        Deque<String> open = new ArrayDeque<>();
        all.forEach((name, module) -> {
            if (isWanted(module.path())) {
                open.add(name);
            }
        });
        while (!open.isEmpty()) {
            String name = open.poll();
            KernelModule module = all.get(name);
            if (module != null && chosen.putIfAbsent(name, module) == null) {
                open.addAll(module.depends());
            }
        }
        return chosen;
    }

    /** Each behind what it needs. One that a kernel has built in is no module. */
    private static List<KernelModule> first(Map<String, KernelModule> all) {
        Map<String, KernelModule> ordered = new LinkedHashMap<>();
        FIRST.forEach(name -> add(name, all, ordered));
        return List.copyOf(ordered.values());
    }

    private static void add(String name, Map<String, KernelModule> all, Map<String, KernelModule> ordered) {
        KernelModule module = all.get(name);
        if (module != null && !ordered.containsKey(name)) {
            module.depends().forEach(needed -> add(needed, all, ordered));
            ordered.put(name, module);
        }
    }

    private static boolean isWanted(String path) {
        String below = path.substring(path.indexOf("/kernel/") + "/kernel/".length());
        return WANTED.stream().anyMatch(below::startsWith) && UNWANTED.stream().noneMatch(below::startsWith);
    }

    /** Files below lib/firmware that the chosen modules may ask for. */
    Set<String> firmware() {
        return modules.values().stream()
                .flatMap(module -> module.firmware().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Linux itself. */
    public Path kernel() {
        return kernel;
    }

    /** Modules to be loaded before any other, in the order of their names. */
    void firstInto(FileTree tree) {
        for (int at = 0; at < first.size(); at++) {
            String path = first.get(at).path();
            String file = path.substring(path.lastIndexOf('/') + 1);
            tree.file("lib/first/%02d-%s".formatted(at, file), 0644, unpacked.resolve(path));
        }
    }

    /** Puts the modules into a tree, with the lists that {@code modprobe} reads. */
    void into(FileTree tree, HostProgram programs) throws IOException {
        Path root = Files.createDirectory(unpacked.resolve("chosen"));
        for (KernelModule module : modules.values()) {
            Path chosen = root.resolve(module.path());
            Files.createDirectories(chosen.getParent());
            Files.createLink(chosen, unpacked.resolve(module.path()));
            tree.file(module.path(), 0644, chosen);
        }
        programs.run(unpacked, Map.of(), List.of("depmod", "-b", root.toString(), release));
        for (String list : List.of("modules.dep", "modules.alias", "modules.symbols", "modules.softdep")) {
            String path = "lib/modules/%s/%s".formatted(release, list);
            Path made = root.resolve(path);
            if (Files.exists(made)) {
                tree.file(path, 0644, made);
            }
        }
    }

    /** Older packages have modules below the root, newer ones below usr. */
    private static String place(String path) {
        int modules = path.indexOf("lib/modules/");
        return modules < 0 ? path : path.substring(modules);
    }
}
