package org.p2vworkbench.fixups.linux.initramfs;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.p2vworkbench.fixups.guest.Content;
import org.p2vworkbench.fixups.linux.facts.Kernel;
import org.p2vworkbench.fixups.linux.relocation.Relocation;
import org.p2vworkbench.fixups.plan.Edits;
import org.p2vworkbench.fixups.plan.Fixup;

/** Tells the guest's own tool of the new drivers, so that the image of the next kernel update has them too. */
public final class ToolConfigFixup implements Fixup<Relocation> {

    private static final String WHY = "The next initial RAM disk that the guest makes has the new drivers too.";
    private static final List<String> DRIVERS =
            List.of("virtio_pci", "virtio_blk", "virtio_scsi", "virtio_net", "ahci", "ata_piix", "sd_mod");
    private static final Pattern SUSE = Pattern.compile("(?m)^(INITRD_MODULES=\")([^\"\\n]*)(\")");
    private static final Pattern ARCH = Pattern.compile("(?m)^(MODULES=[(\"])([^)\"\\n]*)");

    @Override
    public String name() {
        return "initramfs-config";
    }

    @Override
    public void plan(Relocation relocation, Edits edits) throws IOException {
        Optional<Kernel> kernel = relocation.guest().kernels().stream()
                .filter(each -> !each.needsXen())
                .findFirst();
        List<String> drivers = DRIVERS.stream()
                .filter(driver -> kernel.filter(
                                each -> each.modules().module(driver).isPresent())
                        .isPresent())
                .toList();
        if (drivers.isEmpty()) {
            return;
        }
        switch (relocation.guest().initramfsTool()) {
            case INITRAMFS_TOOLS -> list("/etc/initramfs-tools/modules", drivers, edits);
            case DRACUT -> dracut(drivers, edits);
            case MKINITRD_SUSE -> setting("/etc/sysconfig/kernel", SUSE, drivers, edits);
            case MKINITCPIO -> setting("/etc/mkinitcpio.conf", ARCH, drivers, edits);
            // It takes what modprobe.conf has as host adapters, which another fixup sees to.
            case MKINITRD_REDHAT, UNKNOWN -> {}
        }
    }

    /** One driver per line. */
    private static void list(String file, List<String> drivers, Edits edits) throws IOException {
        String before = edits.guest().text(file).orElse("");
        String more = drivers.stream()
                .filter(driver -> before.lines().noneMatch(line -> line.strip().equals(driver)))
                .collect(Collectors.joining("\n"));
        if (!more.isEmpty()) {
            String start = before.isEmpty() || before.endsWith("\n") ? before : before + "\n";
            edits.create(file, Content.of(start + more + "\n"), 0644, WHY);
        }
    }

    private static void dracut(List<String> drivers, Edits edits) throws IOException {
        edits.create(
                "/etc/dracut.conf.d/p2v.conf",
                Content.of("add_drivers+=\" " + String.join(" ", drivers) + " \"\n"),
                0644,
                WHY);
        for (Map.Entry<String, String> file :
                edits.guest().texts("/etc/dracut.conf.d", ".conf").entrySet()) {
            edits.write(
                    file.getKey(),
                    file.getValue().replaceAll("(?m)^(\\s*omit_drivers\\+?=.*\\bvirtio.*)$", "#$1"),
                    "It keeps the drivers out that the new machine needs.");
        }
    }

    /** Drivers between quotes or brackets; those of Xen's paravirtual devices are of no use under KVM. */
    private static void setting(String file, Pattern pattern, List<String> drivers, Edits edits) throws IOException {
        Optional<String> text = edits.guest().text(file);
        if (text.isPresent()) {
            Matcher setting = pattern.matcher(text.get());
            edits.write(
                    file,
                    setting.replaceAll(found -> Matcher.quoteReplacement(found.group(1)
                            + Stream.concat(Stream.of(found.group(2).strip().split("\\s+")), drivers.stream())
                                    .filter(name -> !name.isEmpty() && !name.matches("xen(net|blk|vbd)|xen-.*front"))
                                    .distinct()
                                    .collect(Collectors.joining(" "))
                            + (found.groupCount() > 2 ? found.group(3) : ""))),
                    WHY);
        }
    }
}
