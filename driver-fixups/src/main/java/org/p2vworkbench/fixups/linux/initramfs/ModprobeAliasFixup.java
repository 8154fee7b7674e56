package org.p2vworkbench.fixups.linux.initramfs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.p2vworkbench.fixups.linux.relocation.Relocation;
import org.p2vworkbench.fixups.plan.Edits;
import org.p2vworkbench.fixups.plan.Fixup;
import org.p2vworkbench.fixups.plan.VirtualHardware.DiskBus;

/**
 * modprobe.conf(5) of systems from before udev loaded drivers by itself: which driver {@code eth0} has, and which ones the
 * host adapters, a list that on RHEL 4 and 5 is what mkinitrd puts into an image. Everywhere, drivers of the new machine
 * that were forbidden are allowed.
 */
public final class ModprobeAliasFixup implements Fixup<Relocation> {

    private static final List<String> FILES =
            List.of("/etc/modprobe.conf", "/etc/modules.conf", "/etc/conf.modules", "/etc/modprobe.conf.local");
    private static final Pattern CARD = Pattern.compile("^(\\s*alias\\s+eth\\d+\\s+)\\S+(.*)$");
    private static final Pattern ADAPTER = Pattern.compile("^\\s*alias\\s+scsi_hostadapter\\d*\\s+\\S+.*$");
    private static final Pattern FORBIDDEN = Pattern.compile(
            "(?m)^(\\s*(?:blacklist\\s+(?:virtio\\w*|ahci|ata_piix)\\s*|install\\s+virtio\\w*\\s+/bin/(?:true|false).*))$");

    @Override
    public String name() {
        return "modprobe-aliases";
    }

    @Override
    public void plan(Relocation relocation, Edits edits) throws IOException {
        for (String file : FILES) {
            Optional<String> text = edits.guest().text(file);
            if (text.isPresent()) {
                edits.write(file, aliases(text.get(), relocation), "The new machine has other cards and controllers.");
            }
        }
        for (Map.Entry<String, String> file :
                edits.guest().texts("/etc/modprobe.d", "").entrySet()) {
            edits.write(
                    file.getKey(),
                    FORBIDDEN.matcher(file.getValue()).replaceAll("#$1"),
                    "It forbids a driver that the new machine needs.");
        }
    }

    private static String aliases(String text, Relocation relocation) {
        List<String> lines = new ArrayList<>();
        boolean adapters = false;
        for (String line : text.split("\n", -1)) {
            Matcher card = CARD.matcher(line);
            if (card.matches()) {
                lines.add(card.group(1) + relocation.hardware().nics().driver() + card.group(2));
            } else if (!ADAPTER.matcher(line).matches()) {
                lines.add(line);
            } else if (!adapters) {
                adapters = true;
                lines.addAll(adapters(relocation));
            }
        }
        return String.join("\n", lines);
    }

    private static List<String> adapters(Relocation relocation) {
        List<String> drivers = new ArrayList<>();
        switch (relocation.hardware().disks()) {
            case VIRTIO_BLK -> drivers.add("virtio_blk");
            case VIRTIO_SCSI -> drivers.add("virtio_scsi");
            case SATA -> drivers.add("ahci");
            case IDE -> drivers.add("ata_piix");
            case LSI -> drivers.add("sym53c8xx");
        }
        if (relocation.hardware().disks() != DiskBus.IDE) {
            drivers.add("ata_piix");
        }
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < drivers.size(); i++) {
            lines.add("alias scsi_hostadapter" + (i == 0 ? "" : i) + " " + drivers.get(i));
        }
        return lines;
    }
}
