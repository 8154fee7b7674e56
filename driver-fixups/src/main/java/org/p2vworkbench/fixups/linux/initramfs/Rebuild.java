package org.p2vworkbench.fixups.linux.initramfs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.p2vworkbench.fixups.guest.Content;
import org.p2vworkbench.fixups.guest.GuestCommand;
import org.p2vworkbench.fixups.linux.facts.Kernel;
import org.p2vworkbench.fixups.linux.facts.KernelModule;
import org.p2vworkbench.fixups.linux.relocation.Relocation;
import org.p2vworkbench.fixups.plan.Edits;
import org.p2vworkbench.fixups.plan.Severity;

/** Has the guest's own tool make an image, for who wants it: it runs in the appliance, where programs of i686 do too. */
final class Rebuild {

    private Rebuild() {}

    static void plan(Kernel kernel, Relocation relocation, Edits edits) throws IOException {
        List<String> drivers = DriverNeeds.closure(relocation.hardware().disks(), kernel).stream()
                .map(KernelModule::name)
                .toList();
        List<String> words = words(kernel, relocation, drivers);
        if (words.isEmpty()) {
            edits.find(
                    "LINUX-INITRAMFS-TOOL",
                    Severity.HIGH,
                    "The guest has no tool that is known to make initial RAM disks.",
                    "Extend the image that is there instead of making it anew.");
            return;
        }
        edits.run(
                new GuestCommand(words, relocation.options().commandLimit()),
                List.of(kernel.initramfs().orElseThrow()),
                "It is made anew with drivers for the new machine's disks.");
        if (relocation
                .guest()
                .selinux()
                .filter(mode -> !mode.equals("disabled"))
                .isPresent()) {
            edits.create(
                    "/.autorelabel",
                    Content.of(""),
                    0644,
                    "A program that ran without SELinux made files without labels; the next start gives them some.");
        }
    }

    private static List<String> words(Kernel kernel, Relocation relocation, List<String> drivers) {
        String image = kernel.initramfs().orElseThrow();
        String version = kernel.version();
        return switch (relocation.guest().initramfsTool()) {
            // The drivers come from the tool's configuration, which is changed for the next update anyway.
            case INITRAMFS_TOOLS -> List.of("update-initramfs", "-u", "-k", version);
            case DRACUT ->
                List.of(
                        "dracut",
                        "--force",
                        "--no-hostonly",
                        "--no-hostonly-cmdline",
                        "--add-drivers",
                        String.join(" ", drivers),
                        image,
                        version);
            case MKINITRD_REDHAT -> {
                List<String> words = new ArrayList<>(List.of("mkinitrd", "-f"));
                drivers.forEach(driver -> words.add("--with=" + driver));
                words.addAll(List.of(image, version));
                yield words;
            }
            case MKINITRD_SUSE ->
                List.of("mkinitrd", "-m", String.join(" ", drivers), "-k", kernel.image(), "-i", image);
            case MKINITCPIO -> List.of("mkinitcpio", "-S", "autodetect", "-k", version, "-g", image);
            case UNKNOWN -> List.of();
        };
    }
}
