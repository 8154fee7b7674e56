package org.p2vworkbench.fixups.linux.relocation;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.p2vworkbench.fixups.guest.GuestTree;
import org.p2vworkbench.fixups.guest.GuestVolume;
import org.p2vworkbench.fixups.plan.MachineFacts;

/**
 * The partitions that were arrays on the old machine, or lay on another of its disks, by the names they had. An array may
 * be called otherwise than its members say: in mdadm.conf(5) by its UUID, or by what is mounted where fstab(5) puts it.
 */
final class MovedVolumes {

    private static final List<String> ARRAY_FILES = List.of("/etc/mdadm.conf", "/etc/mdadm/mdadm.conf");
    private static final Pattern ARRAY =
            Pattern.compile("(?mi)^\\s*ARRAY\\s+(?:/dev/)?(\\S+)\\s.*\\bUUID=([0-9a-f:.-]+)");

    private final GuestTree guest;
    private final MachineFacts machine;

    MovedVolumes(GuestTree guest, MachineFacts machine) {
        this.guest = guest;
        this.machine = machine;
    }

    Map<String, GuestVolume> byName() throws IOException {
        Map<String, GuestVolume> moved = new HashMap<>();
        for (int i = 0; i < machine.disks().size(); i++) {
            for (Map.Entry<String, Integer> each :
                    machine.disks().get(i).moved().entrySet()) {
                volume(i, each.getValue()).ifPresent(volume -> moved.put(each.getKey(), volume));
            }
        }
        if (moved.isEmpty()) {
            return moved;
        }
        for (String file : ARRAY_FILES) {
            Matcher array = ARRAY.matcher(guest.text(file).orElse(""));
            while (array.find()) {
                GuestVolume volume = moved.get(link(array.group(2)));
                if (volume != null) {
                    moved.put(array.group(1), volume);
                }
            }
        }
        for (String line : guest.text("/etc/fstab").orElse("").lines().toList()) {
            String[] fields = line.strip().split("\\s+");
            if (fields.length > 1 && fields[0].startsWith("/dev/md")) {
                Optional<GuestVolume> mounted = DeviceNames.mounted(guest, fields[1]);
                mounted.filter(moved::containsValue)
                        .ifPresent(volume -> moved.put(DeviceNames.belowDev(fields[0]), volume));
            }
        }
        return moved;
    }

    /** As udev's rules for md name an array: below /dev, its UUID in four groups. */
    static String link(String uuid) {
        String hex = uuid.replaceAll("[^0-9a-fA-F]", "").toLowerCase(Locale.ROOT);
        return "disk/by-id/md-uuid-" + hex.replaceAll("(.{8})(?=.)", "$1:");
    }

    private Optional<GuestVolume> volume(int disk, int partition) throws IOException {
        return guest.volumes().stream()
                .filter(volume -> volume.disk().isPresent() && volume.disk().getAsInt() == disk)
                .filter(volume ->
                        volume.partition().isPresent() && volume.partition().getAsInt() == partition)
                .findFirst();
    }
}
