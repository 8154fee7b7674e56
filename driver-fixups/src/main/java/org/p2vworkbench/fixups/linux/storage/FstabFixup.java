package org.p2vworkbench.fixups.linux.storage;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.p2vworkbench.fixups.guest.GuestVolume;
import org.p2vworkbench.fixups.linux.relocation.DeviceNames;
import org.p2vworkbench.fixups.linux.relocation.Relocation;
import org.p2vworkbench.fixups.plan.Edits;
import org.p2vworkbench.fixups.plan.Fixup;
import org.p2vworkbench.fixups.plan.Severity;

/** Filesystems in fstab(5) that are named by where they hung on the old machine get their UUID. */
public final class FstabFixup implements Fixup<Relocation> {

    private static final String FILE = "/etc/fstab";
    private static final Pattern LINE = Pattern.compile("^(\\s*)([^#\\s]\\S*)(\\s+)(\\S+)(\\s+)(\\S+)(.*)$");

    @Override
    public String name() {
        return "fstab";
    }

    @Override
    public void plan(Relocation relocation, Edits edits) throws IOException {
        Optional<String> text = edits.guest().text(FILE);
        if (text.isEmpty()) {
            edits.find(
                    "LINUX-FSTAB-MISSING",
                    Severity.MEDIUM,
                    "The guest has no " + FILE + ", so which filesystems it mounts is not known.",
                    "Look at the guest's console when it starts for the first time.");
            return;
        }
        List<String> lines = new ArrayList<>();
        for (String line : text.get().split("\n", -1)) {
            lines.add(line(line, relocation.devices(), edits));
        }
        edits.write(FILE, String.join("\n", lines), "The new machine calls its disks by other names.");
    }

    private static String line(String line, DeviceNames devices, Edits edits) {
        Matcher fields = LINE.matcher(line);
        if (!fields.matches() || !devices.isOld(fields.group(2)) || isRemovable(fields)) {
            return line;
        }
        Optional<GuestVolume> volume = devices.volume(fields.group(2)).filter(found -> fits(found, fields.group(6)));
        if (volume.isPresent()) {
            return line.substring(0, fields.start(2))
                    + devices.specification(fields.group(2)).orElseThrow()
                    + line.substring(fields.end(2));
        }
        edits.find(
                "LINUX-FSTAB-LOST",
                Severity.HIGH,
                "%s mounts %s on %s, which is on none of the disks that came."
                        .formatted(FILE, fields.group(2), fields.group(4)),
                "Bring that disk too; the line is commented out, because a disk that is missing stops the start.");
        return "# not on this machine: " + line;
    }

    /** CD drives and floppies are there or not, and nobody waits for them. */
    private static boolean isRemovable(Matcher fields) {
        return fields.group(7).matches("\\s+\\S*noauto\\S*(\\s.*)?")
                || fields.group(6).matches(".*(iso9660|udf).*")
                || fields.group(4).matches("/(media|mnt)/(cdrom|floppy|usb).*");
    }

    /** A device that holds something else is not the one that was meant. */
    private static boolean fits(GuestVolume volume, String type) {
        return switch (type) {
            case "auto", "none" -> true;
            case "swap" -> volume.type().startsWith("swap");
            case "ext2", "ext3", "ext4" -> volume.type().matches("ext[234]");
            case "vfat", "msdos" -> volume.type().matches("vfat|msdos");
            default -> volume.type().equals(type) || volume.type().equals("unknown");
        };
    }
}
