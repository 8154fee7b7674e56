package org.p2vworkbench.fixups.linux.initramfs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.p2vworkbench.fixups.guest.Content;
import org.p2vworkbench.fixups.guest.GuestTree;
import org.p2vworkbench.fixups.linux.facts.Kernel;
import org.p2vworkbench.fixups.linux.facts.KernelModule;
import org.p2vworkbench.fixups.linux.relocation.LinuxOptions.InitramfsWay;
import org.p2vworkbench.fixups.linux.relocation.Relocation;
import org.p2vworkbench.fixups.plan.Change;
import org.p2vworkbench.fixups.plan.Edits;
import org.p2vworkbench.fixups.plan.Fixup;
import org.p2vworkbench.fixups.plan.Severity;

/**
 * Puts the drivers of the new machine's disks behind the initial RAM disk of every kernel that can be booted, the default
 * one first. An image that has them is left alone.
 */
public final class InitramfsFixup implements Fixup<Relocation> {

    /** Room that a filesystem wants left, so that the next kernel update does not fail on it. */
    private static final long SPARE_BYTES = 1 << 20;

    private static final String SMALLER =
            "Remove kernels that are no longer needed on the source (they show in /boot), then run the same command again.";

    @Override
    public String name() {
        return "initramfs";
    }

    @Override
    public void plan(Relocation relocation, Edits edits) throws IOException {
        Map<String, Long> freeBytes = new HashMap<>();
        for (Kernel kernel : relocation.guest().kernels()) {
            if (!kernel.needsXen() && canBoot(kernel, relocation, edits)) {
                plan(kernel, relocation, edits, freeBytes);
            }
        }
    }

    private static boolean canBoot(Kernel kernel, Relocation relocation, Edits edits) {
        List<String> needed = DriverNeeds.needed(relocation.hardware().disks(), kernel);
        List<String> lacking =
                needed.stream().filter(driver -> !kernel.has(driver)).toList();
        boolean modular = needed.stream().anyMatch(driver -> !kernel.isBuiltIn(driver));
        if (!lacking.isEmpty()) {
            edits.find(
                    "LINUX-KERNEL-DRIVER",
                    Severity.MEDIUM,
                    "Kernel %s has no %s, so it does not find its disks on %s."
                            .formatted(
                                    kernel.version(),
                                    String.join(", no ", lacking),
                                    relocation.hardware().disks()),
                    "Start another kernel in the boot menu, or give the machine another disk bus.");
        } else if (modular && kernel.initramfs().isEmpty()) {
            edits.find(
                    "LINUX-INITRAMFS-MISSING",
                    Severity.HIGH,
                    "Kernel %s has its disk drivers in modules and no initial RAM disk that could hold them."
                            .formatted(kernel.version()),
                    "Make one on the source with the distribution's own tool, then convert again.");
        }
        return lacking.isEmpty() && modular && kernel.initramfs().isPresent();
    }

    private static void plan(Kernel kernel, Relocation relocation, Edits edits, Map<String, Long> freeBytes)
            throws IOException {
        String file = kernel.initramfs().orElseThrow();
        String folder = file.substring(0, file.lastIndexOf('/'));
        long free = freeBytes.getOrDefault(folder, edits.guest().freeBytes(folder));
        Content before = edits.guest().read(file);
        if (relocation.options().initramfs() == InitramfsWay.REBUILD) {
            // Tools write the new one beside the old, and put it in its place when it is whole.
            if (fits(kernel, before.size(), folder, free, edits)) {
                Rebuild.plan(kernel, relocation, edits);
            }
            return;
        }
        byte[] behind;
        try {
            behind = behind(before, kernel, relocation, edits.guest());
        } catch (InitramfsFormatException unreadable) {
            edits.find(
                    "LINUX-INITRAMFS-UNREADABLE",
                    Severity.HIGH,
                    "%s: %s".formatted(file, unreadable.getMessage()),
                    "Have the guest's own tool make it anew on the old machine, then copy again.");
            return;
        }
        if (behind.length > 0 && !fits(kernel, behind.length, folder, free, edits)) {
            return;
        }
        freeBytes.put(folder, free - behind.length);
        edits.write(
                file,
                before.followedBy(behind),
                Change.Kind.BOOT,
                "It held drivers for the old machine's disks only; those for %s are put behind it."
                        .formatted(relocation.hardware().disks()));
    }

    private static boolean fits(Kernel kernel, long bytes, String folder, long free, Edits edits) {
        if (bytes + SPARE_BYTES <= free) {
            return true;
        }
        edits.find(
                "LINUX-BOOT-FULL",
                Severity.HIGH,
                "The drivers for kernel %s need %d KiB more in %s, where %d KiB are free."
                        .formatted(kernel.version(), bytes + SPARE_BYTES >> 10, folder, free >> 10),
                SMALLER);
        return false;
    }

    /** What has to go behind an image; nothing when it has all. */
    private static byte[] behind(Content before, Kernel kernel, Relocation relocation, GuestTree guest)
            throws IOException {
        Initramfs image = InitramfsReader.read(before);
        ModuleFolder folder = ModuleFolder.of(image, kernel);
        Set<String> present = folder.present();
        DriverArchive archive = new DriverArchive(image);
        Map<String, byte[]> renamed = OldNames.replaced(image, relocation.devices());
        archive.add(renamed);
        List<String> missing = DriverNeeds.needed(relocation.hardware().disks(), kernel).stream()
                .filter(driver -> !kernel.isBuiltIn(driver) && !present.contains(driver))
                .toList();
        if (!missing.isEmpty()) {
            List<KernelModule> added = DriverNeeds.closure(relocation.hardware().disks(), kernel).stream()
                    .filter(module -> !present.contains(module.name()))
                    .toList();
            archive.add(files(added, folder, kernel, guest));
            archive.add(folder.lists(added, guest));
            archive.add(LoadList.of(image.with(renamed), added));
        }
        archive.add(interfaceNames(image, present, kernel, relocation, guest));
        if (archive.isEmpty()) {
            return new byte[0];
        }
        byte[] bytes = archive.bytes(before.size(), kernel.config());
        // What was written is read again before anything relies on it.
        InitramfsReader.read(Content.of(bytes));
        return bytes;
    }

    /**
     * The names that interfaces were given, where an image with udev has the card's driver: a card that got a name there
     * keeps it.
     */
    private static Map<String, byte[]> interfaceNames(
            Initramfs image, Set<String> present, Kernel kernel, Relocation relocation, GuestTree guest)
            throws IOException {
        Map<String, byte[]> links = new TreeMap<>();
        String driver = relocation.hardware().nics().driver();
        boolean drives = present.contains(driver) || kernel.isBuiltIn(driver);
        if (drives && (image.has("lib/systemd/network") || image.has("usr/lib/systemd/network"))) {
            for (Map.Entry<String, String> link :
                    guest.texts("/etc/systemd/network", ".link").entrySet()) {
                String path = link.getKey().substring(1);
                if (path.contains("/10-p2v-") && !image.has(path)) {
                    links.put(path, link.getValue().getBytes(StandardCharsets.UTF_8));
                }
            }
        }
        return links;
    }

    private static Map<String, byte[]> files(
            List<KernelModule> modules, ModuleFolder folder, Kernel kernel, GuestTree guest) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        for (KernelModule module : modules) {
            String path = kernel.modules().folder() + "/" + module.path();
            files.put(folder.place(module), ModuleFolder.installed(path, guest));
        }
        return files;
    }
}
