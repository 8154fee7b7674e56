package org.p2vworkbench.fixups.linux.boot;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.p2vworkbench.fixups.guest.Content;
import org.p2vworkbench.fixups.guest.GuestVolume;
import org.p2vworkbench.fixups.linux.facts.Kernel;
import org.p2vworkbench.fixups.linux.loader.BootLoader;
import org.p2vworkbench.fixups.linux.loader.LoaderFile;
import org.p2vworkbench.fixups.linux.relocation.Relocation;
import org.p2vworkbench.fixups.plan.Change;
import org.p2vworkbench.fixups.plan.Edits;
import org.p2vworkbench.fixups.plan.Severity;

/**
 * The menu of a guest whose boot loader was its host. Xen's pygrub read the guest's own menu from outside, so there is
 * one as a rule, and the guest keeps it up to date: GRUB runs it as it is, that of GRUB legacy too. Where there is none,
 * the kernels that are there now make one.
 */
final class GrubMenu {

    /** "(hd0,0)" of GRUB legacy, which counts partitions from 0; pygrub never looked at it. */
    private static final Pattern LEGACY_PLACE =
            Pattern.compile("(?m)^(\\s*(?:root|rootnoverify|kernel|initrd|module)\\s+)\\(hd\\d+(?:,\\d+)?\\)");

    private static final String WHY = "The new machine's boot loader reads the guest's menu, as the old host did.";

    private final Relocation relocation;
    private final Edits edits;
    private final List<Kernel> kernels;

    GrubMenu(Relocation relocation, Edits edits) {
        this.relocation = relocation;
        this.edits = edits;
        this.kernels = relocation.guest().kernels().stream()
                .filter(kernel -> !kernel.needsXen())
                .toList();
    }

    /** The script that runs it. {@code $boot} is where the guest has /boot. */
    String script() throws IOException {
        // In pygrub's order.
        for (BootLoader loader : List.of(BootLoader.GRUB_LEGACY, BootLoader.GRUB2)) {
            for (LoaderFile file : LoaderFile.of(edits.guest())) {
                if (file.loader().equals(Optional.of(loader)) && file.path().startsWith("/boot/grub") && starts(file)) {
                    return loader == BootLoader.GRUB2 ? grub2(file) : legacy(file);
                }
            }
        }
        return ofKernels();
    }

    /** Whether one of its entries leads to a kernel that is there and runs on the new machine. */
    private boolean starts(LoaderFile file) throws IOException {
        String text = edits.guest().read(file.path()).text();
        Set<String> images = kernels.stream()
                .map(kernel -> kernel.image().substring(kernel.image().lastIndexOf('/') + 1))
                .collect(Collectors.toSet());
        return file.entries(text).stream().anyMatch(entry -> images.contains(entry.kernelName()));
    }

    private static String grub2(LoaderFile file) {
        String folder = file.path().substring("/boot/".length(), file.path().lastIndexOf('/'));
        return "set prefix=$boot/%1$s\nconfigfile $boot/%1$s/grub.cfg\n".formatted(folder);
    }

    private String legacy(LoaderFile file) throws IOException {
        Optional<GuestVolume> boot = volume("/boot").or(() -> rootVolume());
        if (boot.isPresent()
                && boot.get().disk().isPresent()
                && boot.get().partition().isPresent()) {
            Content before = edits.guest().read(file.path());
            String place = "(hd%d,%d)"
                    .formatted(
                            boot.get().disk().getAsInt(), boot.get().partition().getAsInt() - 1);
            String text = LEGACY_PLACE.matcher(before.text()).replaceAll(found -> found.group(1) + place);
            edits.write(file.path(), before.encoded(text), Change.Kind.BOOT, WHY);
        }
        return "legacy_configfile $boot%s\n".formatted(file.path().substring("/boot".length()));
    }

    private String ofKernels() throws IOException {
        StringBuilder menu = new StringBuilder("set timeout=5\nset default=0\n");
        for (Kernel kernel : kernels) {
            menu.append("menuentry 'Linux %s' {\n".formatted(plain(kernel.version())));
            menu.append("    linux %s root=%s ro%s console=tty0 console=ttyS0,115200n8\n"
                    .formatted(place(kernel.image()), root(kernel), rootFlags()));
            kernel.initramfs().ifPresent(image -> menu.append("    initrd %s\n".formatted(place(image))));
            menu.append("}\n");
        }
        edits.find(
                "LINUX-BOOT-MENU",
                Severity.MEDIUM,
                "The guest has no boot menu, or one without a kernel for the new machine; it got one of the kernels that"
                        + " are there now.",
                "Before its next kernel update install GRUB in the guest (grub-pc, grub2-pc) and run its grub-install and"
                        + " update-grub.");
        return menu.toString();
    }

    /** Kernels lie in /boot, which may be a filesystem of its own. */
    private static String place(String path) {
        return path.startsWith("/boot/") ? "$boot" + plain(path.substring("/boot".length())) : plain(path);
    }

    private String root(Kernel kernel) {
        Optional<GuestVolume> root = rootVolume();
        if (root.isEmpty()) {
            return "/dev/vda1";
        }
        // Without an initramfs the kernel looks the device up itself, and knows no UUIDs of filesystems.
        return kernel.initramfs().isPresent() && !root.get().uuid().isEmpty()
                ? "UUID=" + plain(root.get().uuid())
                : relocation.devices().newName(root.get());
    }

    /** A subvolume of btrfs is mounted as "btrfsvol:/dev/sda2/@". */
    private String rootFlags() throws IOException {
        String device = edits.guest().mountpoints().getOrDefault("/", "");
        Optional<GuestVolume> root = rootVolume();
        return device.startsWith("btrfsvol:") && root.isPresent()
                ? " rootflags=subvol="
                        + plain(device.substring(
                                "btrfsvol:".length() + root.get().device().length() + 1))
                : "";
    }

    private Optional<GuestVolume> rootVolume() {
        try {
            return volume("/");
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private Optional<GuestVolume> volume(String mountpoint) throws IOException {
        Map<String, String> mountpoints = edits.guest().mountpoints();
        String device = mountpoints.getOrDefault(mountpoint, "");
        return edits.guest().volumes().stream()
                .filter(each -> device.equals(each.device()) || device.startsWith("btrfsvol:" + each.device() + "/"))
                .findFirst();
    }

    /** Names come from the guest and go into a script. */
    private static String plain(String text) {
        return text.replaceAll("[^\\w@%+=:,./~-]", "");
    }
}
